package io.casework.report.imports;

import io.casework.casefile.Actor;
import io.casework.customer.UnitBatches;
import io.casework.customer.WarrantyItem;
import io.casework.customer.WarrantyItems;
import io.casework.platform.LineVerdict;
import io.casework.report.ImportKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Units with their buildings and warranty dates. */
@Component
class UnitsKind implements Kind<UnitBatches.Line> {

    private static final String GENERAL = UnitBatches.WARRANTY + WarrantyItem.OTHER;

    private final UnitBatches units;
    private final WarrantyItems items;

    UnitsKind(UnitBatches units, WarrantyItems items) {
        this.units = units;
        this.items = items;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.UNITS;
    }

    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>(List.of(
                Field.building("3栋"), Field.entrance("1单元"),
                Field.required(UnitBatches.UNIT, "房号", "3栋1单元1201", "整个房号，或与“楼栋”“单元”分开时只写房间，如 1201", "室号", "房间号", "房屋编号", "户号", "房间", "室",
                        "单元室", "单元房号", "房屋", "房产", "住址").orElse("单元", "单元号", "地址"),
                Field.optional(UnitBatches.AREA, "建筑面积", "89.50", "平方米，最多两位小数", "面积", "房屋面积"),
                Field.optional(UnitBatches.DELIVERED, "交付日期", "2024-06-30", "交付后各项保修期自动起算", "交房日期", "交付时间", "交房时间", "交楼日期", "收房日期", "收楼日期"),
                Field.optional("occupied", "是否入住", "是", "是或否", "入住情况", "入住", "居住状态", "入住状态"),
                Field.optional(GENERAL, "保修至", "2026-06-30", "总保修期最后一日；不填时按交付日期和默认保修期", "保修期至", "保修截止日期", "保修截止日", "保修到期", "保修到期日", "质保至",
                        "质保到期日", "保修期截止", "保修期")));
        for (WarrantyItem item : items.all()) {
            if (!WarrantyItem.OTHER.equals(item.code())) {
                String name = item.name().replaceAll("[(\\uff08].*$", "");
                fields.add(Field.optional(UnitBatches.WARRANTY + item.code(), name + "保修至", "",
                        item.name() + "的保修期最后一日；合同另有约定时填写", name + "保修截止日期", name + "保修到期", name + "质保至", name + "保修期至", name + "保修截止", name + "保修"));
            }
        }
        return fields;
    }

    @Override
    public UnitBatches.Line read(Entry entry, String defaultMatter) {
        Map<String, LocalDate> warranties = new HashMap<>();
        for (String field : entry.fields()) {
            LocalDate end = field.startsWith(UnitBatches.WARRANTY) ? entry.date(field) : null;
            if (end != null) {
                warranties.put(field.substring(UnitBatches.WARRANTY.length()), end);
            }
        }
        return new UnitBatches.Line(entry.text(UnitBatches.BUILDING), entry.text(Field.ENTRANCE), entry.required(UnitBatches.UNIT, "房号"),
                entry.decimal(UnitBatches.AREA), entry.date(UnitBatches.DELIVERED), entry.yes("occupied"), warranties);
    }

    @Override
    public String key(UnitBatches.Line line) {
        return units.key(line);
    }

    @Override
    public List<LineVerdict> check(String site, List<UnitBatches.Line> lines) {
        return units.check(site, lines);
    }

    @Override
    public List<LineVerdict> take(String site, List<UnitBatches.Line> lines, Actor by) {
        return units.take(site, lines);
    }
}
