package io.casework.workspace.administration;

import io.casework.workspace.Audience;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The parts of the administration, in the order in which they are listed. */
enum Tab {

    FRONT("", "待决定和流程", "/pages/administration", Audience.ADMINISTRATORS),
    CALENDAR("规则", "工作日历", "/pages/administration/calendar", Audience.ADMINISTRATORS),
    DECISIONS("规则", "谁批什么、几天办完", "/pages/administration/decisions", Audience.ADMINISTRATORS),
    TEMPLATES("规则", "通知模板", "/pages/administration/templates", Audience.ADMINISTRATORS),
    STAFF("人员", "人员与岗位", "/pages/administration/staff", Audience.SYSTEM_ADMINISTRATORS),
    SUBSTITUTES("人员", "代岗", "/pages/administration/substitutes", Audience.SUBSTITUTE_ARRANGERS),
    HOMES("房产", "小区与房号", "/pages/administration/homes", Audience.ADMINISTRATORS),
    WARRANTY("房产", "保修项目", "/pages/administration/warranty", Audience.ADMINISTRATORS),
    AGREEMENTS("房产", "施工单位", "/pages/administration/agreements", Audience.ADMINISTRATORS),
    PRINTING("单据与资料", "打印单据", "/pages/administration/printing", Audience.ADMINISTRATORS),
    RECORDS("单据与资料", "资料簿", "/pages/administration/records", Audience.ADMINISTRATORS),
    IMPORTS("单据与资料", "导入旧资料", "/pages/registers/import", Audience.IMPORTERS),
    CHANGES("记录", "变更记录", "/pages/administration/changes", Audience.ADMINISTRATORS),
    EXPORTS("记录", "导出记录", "/pages/administration/exports", Audience.EXPORT_WATCHERS);

    private final String group;
    private final String label;
    private final String path;
    private final Audience audience;

    Tab(String group, String label, String path, Audience audience) {
        this.group = group;
        this.label = label;
        this.path = path;
        this.audience = audience;
    }

    /** The parts for somebody who holds these posts, by the name of their group; the first one stands alone, in a group without a name. */
    static Map<String, List<Tab>> of(Collection<String> posts) {
        return Arrays.stream(values()).filter(tab -> tab.audience.includes(posts))
                .collect(Collectors.groupingBy(tab -> tab.group, LinkedHashMap::new, Collectors.toList()));
    }

    /** The part that an address belongs to. */
    static Tab at(String address) {
        return address.startsWith("/pages/administration/contractors") ? AGREEMENTS : address.startsWith("/pages/administration/supervision") ? STAFF
                : Arrays.stream(values()).filter(tab -> tab != FRONT && address.startsWith(tab.path)).findFirst().orElse(FRONT);
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }
}
