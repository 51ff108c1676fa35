package io.casework.report;

import io.casework.platform.ChineseTime;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook that is written while it is read: every few hundred rows go out, texts stand in their cells and not in a common list, so that memory does not
 * grow with the rows. The head stays in view; a second sheet says who exported what and when.
 */
final class ExcelFile implements ExportFile {

    private static final int LONGEST_CELL = 32_000;
    private static final int ROWS_AT_ONCE = 500;
    private static final String AS_TEXT = "@";

    private final Workbook workbook;
    private final Worksheet sheet;
    private List<RegisterColumn> columns;
    private int row;

    ExcelFile(OutputStream out, String title) {
        workbook = new Workbook(out, "Casework", "1.0");
        sheet = workbook.newWorksheet(title.replaceAll("[\\[\\]:*?/\\\\]", " "));
    }

    @Override
    public void header(List<RegisterColumn> columns) {
        this.columns = columns;
        sheet.freezePane(1, 1);
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, width(columns.get(i)));
            sheet.inlineString(row, i, columns.get(i).label());
            sheet.style(row, i).bold().fillColor("E8EEF4").borderStyle("thin").borderColor("C5CED9").set();
        }
        row++;
    }

    private static double width(RegisterColumn column) {
        double label = column.label().length() * 2.2 + 2;
        return Math.max(label, switch (column.type()) {
            case CASE, RECORD -> 20;
            case MOMENT -> 18;
            case DATE -> 12;
            case MONEY -> 14;
            case NUMBER, YES_NO -> 9;
            case LONG_TEXT -> 40;
            default -> 16;
        });
    }

    @Override
    public void row(List<Object> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                cell(i, columns.get(i), values.get(i));
            }
        }
        if (++row % ROWS_AT_ONCE == 0) {
            sheet.flush();
        }
    }

    private void cell(int column, RegisterColumn kind, Object value) {
        switch (kind.type()) {
            case MOMENT -> {
                sheet.value(row, column, LocalDateTime.ofInstant((Instant) value, ChineseTime.ZONE));
                sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
            }
            case DATE -> {
                sheet.value(row, column, (LocalDate) value);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case MONEY -> {
                sheet.value(row, column, (BigDecimal) value);
                sheet.style(row, column).format("#,##0.00").set();
            }
            case NUMBER -> sheet.value(row, column, (BigDecimal) value);
            default -> text(sheet, row, column, kind.print(value));
        }
    }

    /** A text is a text, whatever it begins with; it stays one when somebody edits the cell. */
    private static void text(Worksheet sheet, int row, int column, String value) {
        String text = ExportFile.clean(value);
        sheet.inlineString(row, column, text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) + "…" : text);
        if (FORMULA.matcher(text).find()) {
            sheet.style(row, column).format(AS_TEXT).set();
        }
    }

    @Override
    public void finish(List<String> facts) throws IOException {
        sheet.finish();
        Worksheet about = workbook.newWorksheet("导出说明");
        about.width(0, 16);
        about.width(1, 80);
        for (int i = 0; i + 1 < facts.size(); i += 2) {
            text(about, i / 2, 0, facts.get(i));
            about.style(i / 2, 0).bold().set();
            text(about, i / 2, 1, facts.get(i + 1));
        }
        workbook.finish();
    }
}
