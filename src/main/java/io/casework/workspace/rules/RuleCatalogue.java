package io.casework.workspace.rules;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The written procedures as numbered rules: what pages, forms and timelines refer to by id. Read once from {@code rules/rules.csv}; pages ask it by its
 * bean name in the fragment {@code pages/rules/help}.
 */
@Component("ruleCatalogue")
public class RuleCatalogue {

    private static final Pattern ID = Pattern.compile("\\b(?:(?:AS|SA|PP|RD|OP)-[A-Z]{3}-\\d{2}|REC-\\d{3}|AMB-\\d{2})\\b");
    private static final Pattern DOCUMENT = Pattern.compile("\\bD\\d(?:-P\\d)?(?=\\s|$|;)\\s*");

    private final Map<String, CatalogueRule> rules = new LinkedHashMap<>();

    RuleCatalogue() {
        Map<String, String> documents = new LinkedHashMap<>();
        read("rules/sources.csv").forEach(line -> documents.put(line.get("id"), line.get("name")));
        for (CSVRecord line : read("rules/rules.csv")) {
            CatalogueRule rule = new CatalogueRule(line.get("id"), line.get("section"), line.get("who"), line.get("sentence"), line.get("figure"),
                    line.get("record"), source(line.get("source"), documents));
            if (rules.put(rule.id(), rule) != null) {
                throw new IllegalStateException("rules/rules.csv holds " + rule.id() + " twice");
            }
        }
    }

    /** A procedure of the catalogue. */
    public record Section(String code, String name, List<CatalogueRule> rules) {
    }

    /** A piece of text; with the id of the rule that it names, or {@code null}. */
    public record Piece(String text, String rule) {
    }

    /** The rule with this id. */
    public Optional<CatalogueRule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** All rules, in the order of the procedures. */
    public Collection<CatalogueRule> all() {
        return rules.values();
    }

    /** The rules with these ids in their order; unknown ids are left out. Ids may stand in one text, apart by comma or space. */
    public List<CatalogueRule> of(String ids) {
        return of(Arrays.asList(ids.split("[,\\s]+")));
    }

    /** The rules with these ids in their order; unknown ids are left out. */
    public List<CatalogueRule> of(Collection<String> ids) {
        return ids.stream().map(rules::get).filter(Objects::nonNull).distinct().toList();
    }

    /** The rules that something carries out which names these ids: those rules; where it names whole procedures only, all rules of these. */
    List<CatalogueRule> behind(Collection<String> idsAndSections) {
        List<CatalogueRule> named = of(idsAndSections);
        return named.isEmpty() ? rules.values().stream().filter(rule -> idsAndSections.contains(rule.sectionCode())).toList() : named;
    }

    /** The procedures with their rules. */
    public List<Section> sections() {
        Map<String, List<CatalogueRule>> sections = new LinkedHashMap<>();
        rules.values().forEach(rule -> sections.computeIfAbsent(rule.sectionCode(), code -> new ArrayList<>()).add(rule));
        return sections.entrySet().stream().map(entry -> new Section(entry.getKey(), entry.getValue().get(0).section(), entry.getValue())).toList();
    }

    /** The rules that hold every word, in their id or in one of their columns; none where no word is given. */
    public List<CatalogueRule> search(String words) {
        List<String> wanted = Arrays.stream(words.strip().split("\\s+")).filter(word -> !word.isEmpty())
                .map(word -> word.matches("[A-Za-z]{2,3}-[A-Za-z0-9-]*") ? word.toUpperCase(Locale.ROOT) : word).toList();
        return wanted.isEmpty() ? List.of() : rules.values().stream().filter(rule -> wanted.stream().allMatch(rule::holds)).toList();
    }

    /** The text in pieces, so that a page can link the rules that it names. */
    public List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher named = ID.matcher(text);
        int from = 0;
        while (named.find()) {
            if (rules.containsKey(named.group())) {
                String between = text.substring(from, named.start());
                // Models list their rules with the comma of a machine.
                pieces.add(new Piece(from > 0 && between.strip().equals(",") ? "、" : between, null));
                pieces.add(new Piece(named.group(), named.group()));
                from = named.end();
            }
        }
        pieces.add(new Piece(text.substring(from), null));
        return pieces;
    }

    /** "D4-P2 3.4.4; D4-P5 一" as people name it: 《房地产客户服务管理程序》 3.4.4；《…》 一. */
    private static String source(String source, Map<String, String> documents) {
        return DOCUMENT.matcher(source).replaceAll(found -> {
            String name = documents.get(found.group().strip());
            if (name == null) {
                throw new IllegalStateException("rules/sources.csv does not know " + found.group());
            }
            return Matcher.quoteReplacement("《" + name + "》");
        }).replaceAll(";\\s*", "；");
    }

    private static List<CSVRecord> read(String file) {
        try (Reader reader = new InputStreamReader(new ClassPathResource(file).getInputStream(), StandardCharsets.UTF_8)) {
            return CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get().parse(reader).getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
