package io.casework.workspace.figures;

import io.casework.platform.ChineseTime;
import io.casework.report.Pdf;
import java.time.Clock;
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

    FigurePaper(ITemplateEngine templates, Pdf pdf, Clock clock) {
        this.templates = templates;
        this.pdf = pdf;
        this.clock = clock;
    }

    /** A PDF of {@code pages/figures/<name>-print.html} with these values and the time of printing, {@code asOf}. */
    byte[] print(String name, Map<String, Object> values) {
        Context context = new Context(Locale.SIMPLIFIED_CHINESE, values);
        context.setVariable("asOf", ChineseTime.minute(clock.instant()));
        return pdf.of(templates.process("pages/figures/" + name + "-print", context));
    }
}
