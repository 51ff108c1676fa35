package io.casework.workspace.registers;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times as the pages print them. */
final class PageTimes {

    static final PageTimes INSTANCE = new PageTimes();

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private PageTimes() {
    }

    /** 2026-11-22 09:30; empty for {@code null}. */
    public String minutes(Instant time) {
        return time == null ? "" : MINUTES.format(time);
    }
}
