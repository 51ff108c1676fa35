package io.casework.workspace.registers;

import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import io.casework.platform.EnumCode;
import io.casework.procedure.SiteScope;
import io.casework.report.CaseSearch;
import io.casework.report.Choice;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Search over all cases of the sites of whoever asks. */
@Controller
@For(Audience.EVERYBODY)
class CaseSearchPage {

    private final CaseSearch search;
    private final SiteScope scope;
    private final Sites sites;

    CaseSearchPage(CaseSearch search, SiteScope scope, Sites sites) {
        this.search = search;
        this.scope = scope;
        this.sites = sites;
    }

    @GetMapping("/pages/cases")
    String page(@RequestParam Map<String, String> asked, Model model) {
        Set<String> mine = scope.sites();
        List<Site> shown = sites.all().stream().filter(site -> mine.contains(site.code())).toList();
        CaseSearch.Criteria criteria = new CaseSearch.Criteria(text(asked, "q"), text(asked, "site"), text(asked, "state"), text(asked, "category"),
                text(asked, "grade"), text(asked, "urgency"), day(asked, "from"), day(asked, "until"), "yes".equals(asked.get("late")),
                sort(asked.get("sort")), number(asked.get("page")));
        model.addAttribute("asked", criteria);
        model.addAttribute("found", search.find(mine, criteria));
        model.addAttribute("sites", shown);
        model.addAttribute("siteNames", names(shown));
        model.addAttribute("states", CaseSearch.STATES);
        model.addAttribute("categories", CaseSearch.CATEGORIES);
        model.addAttribute("grades", CaseSearch.GRADES);
        model.addAttribute("urgencies", Choice.URGENCIES);
        model.addAttribute("sorts", CaseSearch.Sort.values());
        model.addAttribute("filtered", asked.entrySet().stream().anyMatch(entry -> !Set.of("sort", "page").contains(entry.getKey())
                && !entry.getValue().isBlank()));
        model.addAttribute("query", PageQuery.of(asked));
        return "pages/registers/cases";
    }

    private static Map<String, String> names(List<Site> shown) {
        Map<String, String> names = new LinkedHashMap<>();
        shown.forEach(site -> names.put(site.code(), site.name()));
        return names;
    }

    private static String text(Map<String, String> asked, String name) {
        String value = asked.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A day; what is none does not narrow. */
    static LocalDate day(Map<String, String> asked, String name) {
        try {
            String value = text(asked, name);
            LocalDate day = value == null ? null : LocalDate.parse(value);
            return day == null || day.getYear() < 1900 || day.getYear() > 2999 ? null : day;
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }

    private static CaseSearch.Sort sort(String name) {
        return EnumCode.find(CaseSearch.Sort.class, name).orElse(CaseSearch.Sort.NEWEST);
    }

    static int number(String text) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }
}
