package io.casework.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Text with commas. A text that a spreadsheet program would run as a formula gets an apostrophe before it. */
final class CsvFile implements ExportFile {

    private final CSVPrinter printer;
    private List<RegisterColumn> columns;

    CsvFile(OutputStream out) throws IOException {
        OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\ufeff');
        printer = new CSVPrinter(writer, CSVFormat.EXCEL);
    }

    @Override
    public void header(List<RegisterColumn> columns) throws IOException {
        this.columns = columns;
        printer.printRecord(columns.stream().map(RegisterColumn::label).toList());
    }

    @Override
    public void row(List<Object> values) throws IOException {
        List<String> cells = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            cells.add(cell(columns.get(i), values.get(i)));
        }
        printer.printRecord(cells);
    }

    private static String cell(RegisterColumn column, Object value) {
        if (value == null) {
            return "";
        }
        if (column.type().numeric()) {
            return value instanceof java.math.BigDecimal amount ? amount.toPlainString() : value.toString();
        }
        String text = ExportFile.clean(column.print(value));
        return FORMULA.matcher(text).find() ? "'" + text : text;
    }

    @Override
    public void finish(List<String> facts) throws IOException {
        printer.flush();
    }
}
