package io.casework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.casework.testkit.Csv;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** No page is forgotten by {@link PagesBenchmark}: each address that can be opened is measured, or {@code benchmark/not-measured.csv} says why it is not. */
class BenchmarkedPagesTest {

    private final Map<PathPattern, String> routes = new HashMap<>();

    BenchmarkedPagesTest() {
        Csv.resource("page-rights.csv").stream().filter(row -> row.get("method").equals("GET"))
                .forEach(row -> routes.put(PathPatternParser.defaultInstance.parse(row.get("route")), row.get("route")));
    }

    /** The route that answers a path, the most special one that fits. */
    private String route(String path) {
        PathContainer asked = PathContainer.parsePath(path.replaceFirst("[?].*", "").replaceAll("\\{[^}]*}", "1"));
        return routes.keySet().stream().filter(pattern -> pattern.matches(asked)).min(Comparator.naturalOrder()).map(routes::get).orElse(null);
    }

    @Test
    void everyAddressIsMeasuredOrLeftOutWithAReason() {
        List<String> paths = Csv.resource("benchmark/pages.csv").stream().map(row -> row.get("path")).toList();
        assertThat(paths).as("benchmark/pages.csv names addresses that exist").allMatch(path -> route(path) != null);
        Set<String> measured = paths.stream().map(this::route).collect(Collectors.toSet());
        Map<String, String> left = Csv.resource("benchmark/not-measured.csv").stream().collect(Collectors.toMap(row -> row.get("route"), row -> row.get("reason")));
        assertThat(left.values()).allMatch(reason -> reason.length() > 10);

        Set<String> forgotten = new TreeSet<>(routes.values());
        forgotten.removeAll(measured);
        forgotten.removeAll(left.keySet());
        assertThat(forgotten).as("addresses that neither benchmark/pages.csv measures nor benchmark/not-measured.csv leaves out").isEmpty();
        assertThat(left.keySet()).as("left out, but measured or gone").isSubsetOf(routes.values()).doesNotContainAnyElementsOf(measured);
    }
}
