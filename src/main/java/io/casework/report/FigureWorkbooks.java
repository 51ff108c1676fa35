package io.casework.report;

import io.casework.complaint.WeekCount;
import io.casework.platform.ChineseTime;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;

/** The weekly report and the statements as Excel files. Texts are written as texts, so nothing that people typed is taken for a formula. */
@Component
public class FigureWorkbooks {

    private static final String SIGNATURE = "填报人：____________    客户服务处负责人：____________    日期：____________";
    private static final List<String> COUNTS = List.of("受理", "解决", "关闭", "应回访", "已回访", "评价", "满意", "已到期或已解决", "及时", "已答复");

    /** The weekly report: as handed in, as it is now, the indicators of the complaints received in the week, and what is not solved. */
    public void week(WeeklyReports.Report report, Map<WeekCount, Long> now, ComplaintCounts received,
            List<WeeklyReports.Unsolved> unsolved, Instant asOf, OutputStream out)
            throws IOException {
        try (Workbook book = new Workbook(out, "Casework", "1.0")) {
            Worksheet sheet = book.newWorksheet("投诉处理周报");
            widths(sheet, 24, 18, 18, 60);
            title(sheet, 0, "客户服务部投诉处理周报");
            text(sheet, 1, 0, "小区：" + report.siteName());
            text(sheet, 2, 0, "周期：" + report.week() + " 至 " + report.until());
            text(sheet, 3, 0, "报送时间：" + ChineseTime.minute(report.madeAt()) + "（期限 " + ChineseTime.minute(report.dueAt()) + "）");
            head(sheet, 5, "项目", "报送时", ChineseTime.minute(asOf) + " 时", "说明");
            int line = 6;
            for (WeekCount count : WeekCount.values()) {
                text(sheet, line, 0, count.label());
                sheet.value(line, 1, report.counts().get(count));
                sheet.value(line, 2, now.get(count));
                text(sheet, line++, 3, count.words());
            }
            line++;
            head(sheet, line++, "指标（本周受理的投诉）", "值", "分子/分母", "算法");
            for (Indicator indicator : Indicator.values()) {
                text(sheet, line, 0, indicator.label());
                value(sheet, line, 1, indicator, received);
                text(sheet, line, 2, received.reached(indicator) + "/" + received.counted(indicator));
                text(sheet, line++, 3, indicator.numerator() + " ÷ " + indicator.denominator());
            }
            line++;
            head(sheet, line++, "未解决的投诉", "处理经过（报送时）");
            if (unsolved.isEmpty()) {
                text(sheet, line++, 0, "没有未解决的投诉");
            }
            for (WeeklyReports.Unsolved complaint : unsolved) {
                text(sheet, line, 0, complaint.caseNumber() == null ? "" : complaint.caseNumber());
                text(sheet, line++, 1, complaint.text());
            }
            text(sheet, line + 1, 0, SIGNATURE);
        }
    }

    /** A statement: totals first, then one block for each way to tell complaints apart. */
    public void statement(PeriodStatements.Statement statement, Instant asOf, OutputStream out) throws IOException {
        try (Workbook book = new Workbook(out, "Casework", "1.0")) {
            Worksheet sheet = book.newWorksheet("投诉处理" + statement.period().kind());
            widths(sheet, 24, 12, 12, 12, 12, 14, 10, 10, 10, 10, 10, 10, 10, 16, 10, 10);
            title(sheet, 0, "投诉处理" + statement.period().kind());
            text(sheet, 1, 0, "填报单位：" + statement.siteName());
            text(sheet, 2, 0, "周期：" + statement.period().label() + "（" + statement.period().from() + " 至 " + statement.period().until() + "）");
            text(sheet, 3, 0, statement.madeAt() == null ? "尚未报送，统计截至 " + ChineseTime.minute(asOf) + "，报送日 " + statement.due()
                    : "报送时间：" + ChineseTime.minute(statement.madeAt()) + "（期限 " + statement.due() + "）");
            int line = 5;
            columns(sheet, line++, "合计");
            line(sheet, line++, "全部", statement.content().total());
            for (PeriodStatements.Section section : statement.content().sections()) {
                line++;
                columns(sheet, line++, section.title());
                for (ComplaintFigures.Line one : section.lines()) {
                    line(sheet, line++, one.label(), one.counts());
                }
            }
            line++;
            for (Indicator indicator : Indicator.values()) {
                text(sheet, line++, 0, indicator.label() + " = " + indicator.numerator() + " ÷ " + indicator.denominator() + "；不计：" + indicator.leftOut());
            }
            text(sheet, line + 1, 0, SIGNATURE);
        }
    }

    private static void columns(Worksheet sheet, int line, String first) {
        int column = 0;
        sheet.value(line, column++, first);
        for (Indicator indicator : Indicator.values()) {
            sheet.value(line, column++, indicator.label() + "（" + indicator.unit() + "）");
        }
        for (String count : COUNTS) {
            sheet.value(line, column++, count);
        }
        sheet.range(line, 0, line, column - 1).style().bold().fillColor("EEF1F5").set();
    }

    private static void line(Worksheet sheet, int line, String label, ComplaintCounts counts) {
        int column = 0;
        sheet.value(line, column++, label);
        for (Indicator indicator : Indicator.values()) {
            value(sheet, line, column++, indicator, counts);
        }
        for (long number : List.of(counts.received(), counts.resolved(), counts.closed(), counts.callbackDue(), counts.called(), counts.rated(),
                counts.satisfied(), counts.due(), counts.timely(), counts.answered())) {
            sheet.value(line, column++, number);
        }
    }

    private static void value(Worksheet sheet, int line, int column, Indicator indicator, ComplaintCounts counts) {
        BigDecimal value = counts.value(indicator);
        if (value == null) {
            sheet.value(line, column, "无数据");
        } else {
            sheet.value(line, column, value);
            sheet.style(line, column).format("0.0").set();
        }
    }

    private static void widths(Worksheet sheet, int... widths) {
        for (int i = 0; i < widths.length; i++) {
            sheet.width(i, widths[i]);
        }
    }

    private static void title(Worksheet sheet, int line, String text) {
        sheet.value(line, 0, text);
        sheet.style(line, 0).bold().fontSize(16).set();
    }

    private static void head(Worksheet sheet, int line, String... texts) {
        for (int i = 0; i < texts.length; i++) {
            sheet.value(line, i, texts[i]);
        }
        sheet.range(line, 0, line, texts.length - 1).style().bold().fillColor("EEF1F5").set();
    }

    private static void text(Worksheet sheet, int line, int column, String text) {
        sheet.value(line, column, text);
    }
}
