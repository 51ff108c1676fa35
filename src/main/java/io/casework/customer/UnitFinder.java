package io.casework.customer;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds the units that many texts mean, with one query for all of them. */
@Component
class UnitFinder {

    private static final int WITHOUT_ENTRANCE = 2;

    private final JdbcClient jdbc;

    UnitFinder(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A unit, as far as it matters here. */
    record Found(long id, String label, String key, String room, LocalDate deliveredOn) {
    }

    /** What was found for the texts that were asked for. */
    static final class Answer {

        private final Map<String, Found> byKey = new HashMap<>();
        private final Map<String, List<Found>> byRoom;

        private Answer(List<Found> units) {
            units.forEach(unit -> byKey.put(unit.key(), unit));
            this.byRoom = units.stream().collect(Collectors.groupingBy(Found::room));
        }

        /** The unit with exactly this key; building and room alone will do where only one unit of the building has that room. */
        Optional<Found> find(String text) {
            UnitKey key = UnitKey.of(text);
            Found exact = byKey.get(key.value());
            if (exact != null || key.parts().size() != WITHOUT_ENTRANCE) {
                return Optional.ofNullable(exact);
            }
            List<Found> rooms = byRoom.getOrDefault(key.room(), List.of()).stream().filter(unit -> unit.key().startsWith(key.first() + "-")).toList();
            return rooms.size() == 1 ? Optional.of(rooms.get(0)) : Optional.empty();
        }
    }

    Answer find(String site, Collection<String> texts) {
        Set<String> keys = new HashSet<>();
        Set<String> rooms = new HashSet<>();
        for (String text : texts) {
            UnitKey key = UnitKey.of(text);
            if (key.parts().size() >= WITHOUT_ENTRANCE) {
                keys.add(key.value());
            }
            if (key.parts().size() == WITHOUT_ENTRANCE) {
                rooms.add(key.room());
            }
        }
        if (keys.isEmpty()) {
            return new Answer(List.of());
        }
        return new Answer(jdbc.sql("""
                        select id, label, unit_key, room_key, delivered_on from unit where site_code = :site and unit_key = any (:keys)
                        union
                        select id, label, unit_key, room_key, delivered_on from unit where site_code = :site and room_key = any (:rooms)""")
                .param("site", site).param("keys", keys.toArray(String[]::new)).param("rooms", rooms.toArray(String[]::new))
                .query((row, n) -> new Found(row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getObject(5, LocalDate.class)))
                .list());
    }
}
