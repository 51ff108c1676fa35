package io.casework.workspace.administration;

import io.casework.workspace.Audience;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The parts of the administration, in the order of their tabs. */
enum Tab {

    FRONT("待决定", "/pages/administration", Audience.ADMINISTRATORS),
    CALENDAR("工作日历", "/pages/administration/calendar", Audience.ADMINISTRATORS),
    DECISIONS("谁批什么、几天办完", "/pages/administration/decisions", Audience.ADMINISTRATORS),
    TEMPLATES("通知模板", "/pages/administration/templates", Audience.ADMINISTRATORS),
    PRINTING("打印单据", "/pages/administration/printing", Audience.ADMINISTRATORS),
    STAFF("人员与岗位", "/pages/administration/staff", Audience.SYSTEM_ADMINISTRATORS),
    SUBSTITUTES("代岗", "/pages/administration/substitutes", Audience.SUBSTITUTE_ARRANGERS),
    HOMES("小区与房号", "/pages/administration/homes", Audience.ADMINISTRATORS),
    WARRANTY("保修项目", "/pages/administration/warranty", Audience.ADMINISTRATORS),
    IMPORTS("导入旧资料", "/pages/registers/import", Audience.IMPORTERS),
    AGREEMENTS("施工单位", "/pages/administration/agreements", Audience.ADMINISTRATORS),
    EXPORTS("导出记录", "/pages/administration/exports", Audience.EXPORT_WATCHERS),
    RECORDS("资料簿", "/pages/administration/records", Audience.ADMINISTRATORS),
    CHANGES("变更记录", "/pages/administration/changes", Audience.ADMINISTRATORS);

    private final String label;
    private final String path;
    private final Audience audience;

    Tab(String label, String path, Audience audience) {
        this.label = label;
        this.path = path;
        this.audience = audience;
    }

    /** The tabs of somebody who holds these posts. */
    static List<Tab> of(Collection<String> posts) {
        return Arrays.stream(values()).filter(tab -> tab.audience.includes(posts)).toList();
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
