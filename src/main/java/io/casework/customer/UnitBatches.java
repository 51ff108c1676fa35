package io.casework.customer;

import io.casework.platform.LineVerdict;
import io.casework.platform.LineVerdict.Outcome;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Brings lists of units with their buildings and warranty dates in, many lines with few queries. A unit is known by its key however its label is written;
 * an empty field of a line changes nothing. What is refused here is what {@link CustomerRegister} refuses.
 */
@Service
public class UnitBatches {

    /** Fields that verdicts speak of. */
    public static final String BUILDING = "building";
    /** The unit's label. */
    public static final String UNIT = "unit";
    /** Built area. */
    public static final String AREA = "area";
    /** Day of delivery. */
    public static final String DELIVERED = "delivered";
    /** First part of the field of a warranty date; the item's code follows. */
    public static final String WARRANTY = "warranty:";

    private static final int LONGEST_ROOM = 50;
    private static final Pattern BUILDING_PART = Pattern.compile("^(.*?(?:栋|幢|座|号楼|号院|#))");

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final WarrantyItems items;

    UnitBatches(JdbcClient jdbc, JdbcTemplate batches, WarrantyItems items) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.items = items;
    }

    /**
     * One line of the list.
     *
     * @param building like 3栋; may be {@code null} where the label has it
     * @param entrance like 1单元; may be {@code null}
     * @param label the whole label, or the room alone where building and entrance stand apart
     * @param area square metres, or {@code null}
     * @param occupied whether somebody lives there, or {@code null} where the list does not say
     * @param warranties item code to last day; {@link WarrantyItem#OTHER} is the general warranty
     */
    public record Line(String building, String entrance, String label, BigDecimal area, LocalDate deliveredOn, Boolean occupied,
            Map<String, LocalDate> warranties) {
    }

    /** A label put together of its parts, or why it cannot be. */
    private record Label(String building, String text, UnitKey key, LineVerdict refusal) {
    }

    private record Known(long id, BigDecimal area, LocalDate deliveredOn, boolean occupied, LocalDate warrantyUntil, Map<String, LocalDate> warranties) {

        LocalDate until(String item) {
            return WarrantyItem.OTHER.equals(item) ? warrantyUntil : warranties.get(item);
        }
    }

    /** What the unit of a line is known by within its site: the same text for every way of writing it; empty where it is none. */
    public String key(Line line) {
        Label label = label(line);
        return label.refusal() != null ? "" : label.key().value();
    }

    /** What would become of each line; nothing is written. */
    @Transactional(readOnly = true)
    public List<LineVerdict> check(String site, List<Line> lines) {
        return go(site, lines, false);
    }

    /** Takes the lines that are good; lines that are not change nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<LineVerdict> take(String site, List<Line> lines) {
        return go(site, lines, true);
    }

    private List<LineVerdict> go(String site, List<Line> lines, boolean write) {
        List<Label> labels = lines.stream().map(UnitBatches::label).toList();
        List<WarrantyItem> known = items.all();
        Map<String, Known> units = units(site, labels);
        List<LineVerdict> verdicts = new ArrayList<>();
        Changes changes = new Changes();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            Label label = labels.get(i);
            LineVerdict verdict = label.refusal() != null ? label.refusal() : valid(line);
            if (verdict == null && !taken.add(label.key().value())) {
                verdict = LineVerdict.bad(UNIT, "同一批里有两行写的是这个房号", "请只留一行");
            }
            if (verdict == null) {
                Known unit = units.get(label.key().value());
                verdict = unit == null ? add(line, label, known, changes) : change(line, unit, known, changes);
            }
            verdicts.add(verdict);
        }
        if (write) {
            changes.write(site);
        }
        return verdicts;
    }

    private static LineVerdict add(Line line, Label label, List<WarrantyItem> items, Changes changes) {
        changes.fresh.add(new Fresh(label, line, ends(line, items)));
        return LineVerdict.of(Outcome.NEW);
    }

    private LineVerdict change(Line line, Known unit, List<WarrantyItem> items, Changes changes) {
        if (line.deliveredOn() != null && unit.deliveredOn() != null && !line.deliveredOn().equals(unit.deliveredOn())) {
            return LineVerdict.bad(DELIVERED, "这个房号已于 " + unit.deliveredOn() + " 交付，与表中不同", "交付日期不能由导入更改；请核对，或把这一格留空");
        }
        boolean changed = false;
        if (line.area() != null && (unit.area() == null || line.area().compareTo(unit.area()) != 0)) {
            changes.areas.add(new Object[] {line.area(), unit.id()});
            changed = true;
        }
        if (line.occupied() != null && line.occupied() != unit.occupied()) {
            changes.occupied.add(new Object[] {line.occupied(), unit.id()});
            changed = true;
        }
        Map<String, LocalDate> wanted = new LinkedHashMap<>(line.warranties());
        if (line.deliveredOn() != null && unit.deliveredOn() == null) {
            changes.deliveries.add(new Object[] {line.deliveredOn(), unit.id()});
            changed = true;
            // Delivery starts every warranty period that has no date of its own yet.
            for (WarrantyItem item : items) {
                if (unit.until(item.code()) == null) {
                    wanted.putIfAbsent(item.code(), item.lastDay(line.deliveredOn()));
                }
            }
        }
        for (Map.Entry<String, LocalDate> end : wanted.entrySet()) {
            if (!end.getValue().equals(unit.until(end.getKey()))) {
                changed = true;
                if (WarrantyItem.OTHER.equals(end.getKey())) {
                    changes.general.add(new Object[] {end.getValue(), unit.id()});
                } else {
                    changes.warranties.add(new Object[] {unit.id(), end.getKey(), end.getValue()});
                }
            }
        }
        return LineVerdict.of(changed ? Outcome.CHANGED : Outcome.UNCHANGED);
    }

    private static Map<String, LocalDate> ends(Line line, List<WarrantyItem> items) {
        Map<String, LocalDate> ends = new HashMap<>(line.warranties());
        if (line.deliveredOn() != null) {
            items.forEach(item -> ends.putIfAbsent(item.code(), item.lastDay(line.deliveredOn())));
        }
        return ends;
    }

    /** Why the line cannot be taken whatever is on record; {@code null} where it can. */
    private static LineVerdict valid(Line line) {
        if (line.area() != null && !CustomerRules.isArea(line.area())) {
            return LineVerdict.bad(AREA, "建筑面积应大于 0，最多两位小数", "请改为平方米数，如 89.50");
        }
        for (Map.Entry<String, LocalDate> end : line.warranties().entrySet()) {
            if (line.deliveredOn() != null && end.getValue().isBefore(line.deliveredOn())) {
                return LineVerdict.bad(WARRANTY + end.getKey(), "保修截止日早于交付日期 " + line.deliveredOn(), "请核对这两个日期");
            }
        }
        return null;
    }

    private static Label label(Line line) {
        String room = line.label() == null ? "" : line.label().strip();
        String building = line.building() == null ? "" : line.building().strip();
        String entrance = line.entrance() == null ? "" : line.entrance().strip();
        if (room.isEmpty()) {
            return refused(UNIT, "没有填房号", CustomerRules.WRITE_IN_FULL);
        }
        UnitKey roomKey = UnitKey.of(room);
        if (roomKey.isEmpty()) {
            return refused(UNIT, "房号里没有数字或字母", CustomerRules.WRITE_IN_FULL);
        }
        Matcher marked = BUILDING_PART.matcher(room);
        boolean full = marked.find() || roomKey.parts().size() > 2;
        String text = room;
        if (building.isEmpty()) {
            building = full && marked.reset().find() ? marked.group(1) : roomKey.first() + "栋";
        } else {
            UnitKey buildingKey = UnitKey.of(number(building));
            if (buildingKey.isEmpty()) {
                return refused(BUILDING, "楼栋里没有数字或字母", "请写楼栋号，如 3栋");
            }
            if (full && !roomKey.first().equals(buildingKey.first())) {
                return refused(UNIT, "房号里的楼栋与“楼栋”一栏不同", "请核对楼栋和房号");
            }
            if (!full && roomKey.parts().size() == 2 && roomKey.first().equals(buildingKey.first())) {
                return refused(UNIT, "看不出“" + room + "”里第一段是楼栋还是单元", CustomerRules.WRITE_IN_FULL);
            }
            building = number(building);
            text = full ? room : building + marked(entrance) + room;
        }
        UnitKey key = UnitKey.of(text);
        if (key.parts().size() < 2) {
            return refused(UNIT, "房号应包含楼栋和房间", CustomerRules.WRITE_IN_FULL);
        }
        if (building.length() > CustomerRules.LONGEST_BUILDING || text.length() > CustomerRules.LONGEST_LABEL
                || key.value().length() > CustomerRules.LONGEST_LABEL || key.room().length() > LONGEST_ROOM) {
            return refused(UNIT, "房号太长，最多 " + CustomerRules.LONGEST_LABEL + " 个字", CustomerRules.WRITE_IN_FULL);
        }
        return new Label(building, text, key, null);
    }

    /** A building that is a bare number or letter gets its word: 3 is 3栋. */
    private static String number(String building) {
        return building.matches("[0-9A-Za-z]+") ? building + "栋" : building;
    }

    private static String marked(String entrance) {
        return entrance.matches("[0-9A-Za-z]+") ? entrance + "单元" : entrance;
    }

    private static Label refused(String field, String reason, String advice) {
        return new Label(null, null, null, LineVerdict.bad(field, reason, advice));
    }

    private Map<String, Known> units(String site, List<Label> labels) {
        String[] keys = labels.stream().filter(label -> label.refusal() == null).map(label -> label.key().value()).distinct().toArray(String[]::new);
        Map<String, Known> units = new HashMap<>();
        if (keys.length == 0) {
            return units;
        }
        Map<Long, Map<String, LocalDate>> warranties = new HashMap<>();
        jdbc.sql("""
                        select w.unit_id, w.item_code, w.until_on from unit_warranty w join unit u on u.id = w.unit_id
                        where u.site_code = :site and u.unit_key = any (:keys)""")
                .param("site", site).param("keys", keys)
                .query(row -> {
                    warranties.computeIfAbsent(row.getLong(1), id -> new HashMap<>()).put(row.getString(2), row.getObject(3, LocalDate.class));
                });
        jdbc.sql("""
                        select id, unit_key, area, delivered_on, occupied, warranty_until from unit where site_code = :site and unit_key = any (:keys)""")
                .param("site", site).param("keys", keys)
                .query(row -> {
                    units.put(row.getString(2), new Known(row.getLong(1), row.getBigDecimal(3), row.getObject(4, LocalDate.class), row.getBoolean(5),
                            row.getObject(6, LocalDate.class), warranties.getOrDefault(row.getLong(1), Map.of())));
                });
        return units;
    }

    private record Fresh(Label label, Line line, Map<String, LocalDate> ends) {
    }

    /** What the good lines of a batch write. */
    private final class Changes {

        private final List<Fresh> fresh = new ArrayList<>();
        private final List<Object[]> areas = new ArrayList<>();
        private final List<Object[]> occupied = new ArrayList<>();
        private final List<Object[]> deliveries = new ArrayList<>();
        private final List<Object[]> general = new ArrayList<>();
        private final List<Object[]> warranties = new ArrayList<>();

        void write(String site) {
            if (!fresh.isEmpty()) {
                add(site);
            }
            batches.batchUpdate("update unit set area = ? where id = ?", areas);
            batches.batchUpdate("update unit set occupied = ? where id = ?", occupied);
            batches.batchUpdate("update unit set delivered_on = ? where id = ?", deliveries);
            batches.batchUpdate("update unit set warranty_until = ? where id = ?", general);
            batches.batchUpdate("""
                    insert into unit_warranty (unit_id, item_code, until_on) values (?, ?, ?)
                    on conflict (unit_id, item_code) do update set until_on = excluded.until_on""", warranties);
        }

        private void add(String site) {
            Map<String, Long> buildings = buildings(site);
            List<Long> ids = batches.queryForList("select nextval(pg_get_serial_sequence('unit', 'id')) from generate_series(1, ?)", Long.class, fresh.size());
            List<Object[]> rows = new ArrayList<>();
            for (int i = 0; i < fresh.size(); i++) {
                Fresh one = fresh.get(i);
                Line line = one.line();
                long id = ids.get(i);
                rows.add(new Object[] {id, buildings.get(buildingKey(one.label().building())), site, one.label().text(), one.label().key().value(),
                        one.label().key().room(), line.area(), line.deliveredOn(), Boolean.TRUE.equals(line.occupied()), one.ends().get(WarrantyItem.OTHER)});
                one.ends().forEach((item, end) -> {
                    if (!WarrantyItem.OTHER.equals(item)) {
                        warranties.add(new Object[] {id, item, end});
                    }
                });
            }
            batches.batchUpdate("""
                    insert into unit (id, building_id, site_code, label, unit_key, room_key, area, delivered_on, occupied, warranty_until)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows);
        }

        /** Buildings of the site by key, those that the new units need added. */
        private Map<String, Long> buildings(String site) {
            Map<String, Long> buildings = known(site);
            Map<String, String> missing = new LinkedHashMap<>();
            fresh.forEach(one -> {
                String key = buildingKey(one.label().building());
                if (!buildings.containsKey(key)) {
                    missing.putIfAbsent(key, one.label().building());
                }
            });
            if (missing.isEmpty()) {
                return buildings;
            }
            batches.batchUpdate("insert into building (site_code, label) values (?, ?)",
                    new LinkedHashSet<>(missing.values()).stream().map(label -> new Object[] {site, label}).toList());
            return known(site);
        }

        private Map<String, Long> known(String site) {
            Map<String, Long> known = new HashMap<>();
            jdbc.sql("select id, label from building where site_code = :site order by id desc").param("site", site)
                    .query(row -> {
                        known.put(buildingKey(row.getString(2)), row.getLong(1));
                    });
            return known;
        }
    }

    private static String buildingKey(String label) {
        UnitKey key = UnitKey.of(label);
        return key.isEmpty() ? label : key.value();
    }
}
