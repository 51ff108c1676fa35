package io.casework.workspace.registers;

import io.casework.organisation.Sites;
import io.casework.procedure.SiteScope;
import io.casework.report.Choice;
import io.casework.report.Register;
import io.casework.report.RegisterColumn;
import io.casework.report.RegisterQuery;
import io.casework.report.Registers;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The list of all registers, and each register as a table that can be filtered, sorted and paged. */
@Controller
@For(Audience.REGISTER_READERS)
class RegistersPage {

    private final Registers registers;
    private final SiteScope scope;
    private final Sites sites;

    RegistersPage(Registers registers, SiteScope scope, Sites sites) {
        this.registers = registers;
        this.scope = scope;
        this.sites = sites;
    }

    @GetMapping("/pages/registers")
    String list(Model model) {
        model.addAttribute("groups", registers.all().stream().collect(Collectors.groupingBy(Register::group, LinkedHashMap::new, Collectors.toList())));
        model.addAttribute("open", registers.openRows(scope.sites()));
        model.addAttribute("most", Registers.MOST_COUNTED);
        return "pages/registers/list";
    }

    @GetMapping("/pages/registers/{key}")
    String register(@PathVariable String key, @RequestParam MultiValueMap<String, String> asked, Model model) {
        Register register = registers.find(key).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Set<String> mine = scope.sites();
        RegisterQuery query = RegisterQuery.of(register, asked);
        model.addAttribute("register", register);
        model.addAttribute("query", query);
        model.addAttribute("page", registers.page(query, mine));
        model.addAttribute("link", PageQuery.ofMany(query.params()));
        model.addAttribute("most", Registers.MOST_COUNTED);
        model.addAttribute("periods", RegisterQuery.PERIODS);
        model.addAttribute("siteColumn", register.columns().stream().filter(column -> column.key().equals("site")).findFirst().orElse(null));
        model.addAttribute("siteChoices", sites.all().stream().filter(site -> mine.contains(site.code())).map(site -> new Choice(site.code(), site.name())).toList());
        model.addAttribute("more", more(register));
        return "pages/registers/register";
    }

    /** The filters that are folded away: all but the site and the time by which it is listed. */
    private static List<RegisterColumn> more(Register register) {
        return register.columns().stream().filter(RegisterColumn::filterable).filter(column -> !column.key().equals("site") && column != register.time()).toList();
    }
}
