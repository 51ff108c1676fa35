package io.casework.workspace.figures;

import io.casework.report.Pdf;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The statements on paper; the weekly report is one of the forms that an administrator can replace. */
@Component
class FigurePaper {

    private final ITemplateEngine templates;
    private final Pdf pdf;
    private final Clock clock;
    private final DateTimeFormatter minutes;

    FigurePaper(ITemplateEngine templates, Pdf pdf, Clock clock) {
        this.templates = templates;
        this.pdf = pdf;
        this.clock = clock;
        this.minutes = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(clock.getZone());
    }

    /** A PDF of {@code pages/figures/<name>-print.html} with these values and the time of printing, {@code asOf}. */
    byte[] print(String name, Map<String, Object> values) {
        Context context = new Context(Locale.SIMPLIFIED_CHINESE, values);
        context.setVariable("asOf", minutes(clock.instant()));
        return pdf.of(templates.process("pages/figures/" + name + "-print", context));
    }

    /** 2026-07-06 09:00. */
    String minutes(Instant at) {
        return minutes.format(at);
    }
}
