package io.casework.workspace;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** The areas of the pages in the bar at the top, in their order. */
enum MenuEntry {

    CALL("来电登记", "/pages/call", Audience.CALL_DESK),
    CASES("案件", "/pages/cases", Audience.EVERYBODY),
    REGISTERS("登记表", "/pages/registers", Audience.REGISTER_READERS),
    FIGURES("看板", "/pages/figures", Audience.FIGURE_READERS),
    RULES("制度", "/pages/rules", Audience.EVERYBODY),
    ADMINISTRATION("管理", "/pages/administration", Audience.ADMINISTRATORS);

    private final String label;
    private final String path;
    private final Audience audience;

    MenuEntry(String label, String path, Audience audience) {
        this.label = label;
        this.path = path;
        this.audience = audience;
    }

    /** The entries for somebody who holds these posts. */
    static List<MenuEntry> of(Collection<String> posts) {
        return Arrays.stream(values()).filter(entry -> entry.audience.includes(posts)).toList();
    }

    public String label() {
        return label;
    }

    public String path() {
        return path;
    }

    /** Whether a page is part of this area; the record book is one of the registers. */
    public boolean leadsTo(String page) {
        return page.startsWith(path) || this == REGISTERS && page.startsWith("/pages/records");
    }

    Audience audience() {
        return audience;
    }
}
