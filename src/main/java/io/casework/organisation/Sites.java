package io.casework.organisation;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The sites (小区). Remembered for a few seconds, so it may be asked on every request and for every list row. */
@Service
public class Sites {

    private static final String ALL = "all";

    private final JdbcClient jdbc;
    private final ShortMemory<String, Map<String, Site>> memory = new ShortMemory<>(Duration.ofSeconds(5));

    Sites(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All sites by name. */
    public List<Site> all() {
        return List.copyOf(byCode().values());
    }

    /** The site of this code. */
    public Optional<Site> site(String code) {
        return Optional.ofNullable(byCode().get(code));
    }

    /** The Chinese name, or the code itself where no such site exists. */
    public String name(String code) {
        return site(code).map(Site::name).orElse(code);
    }

    void forget() {
        memory.forget();
    }

    Map<String, Site> byCode() {
        return memory.get(ALL, key -> {
            Map<String, Site> sites = new LinkedHashMap<>();
            jdbc.sql("select code, name, developer, address, handover_date, has_repair_team from site order by name, code")
                    .query((row, n) -> new Site(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                            row.getObject(5, LocalDate.class), row.getBoolean(6)))
                    .list()
                    .forEach(site -> sites.put(site.code(), site));
            return Collections.unmodifiableMap(sites);
        });
    }
}
