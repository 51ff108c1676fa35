package io.casework.report.imports;

import io.casework.report.ImportFinding;
import io.casework.report.ImportKind;
import io.casework.report.ImportRun;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;

/** The workbooks that imports hand out: templates, and lists of the lines that were not imported. */
@Component
public class Sheets {

    private static final int PREPARED_ROWS = 500;
    private static final int PAGE = 1_000;
    private static final int WIDTH = 18;
    private static final String HEAD = "DDE7F0";

    private final Runs runs;
    private final Kinds kinds;

    Sheets(Runs runs, Kinds kinds) {
        this.runs = runs;
        this.kinds = kinds;
    }

    /** The template: headers and an example, and a sheet that explains the columns. */
    public void template(ImportKind kind, OutputStream out) throws IOException {
        List<Field> fields = kinds.of(kind).fields();
        try (Workbook workbook = new Workbook(out, "Casework", "1.0")) {
            Worksheet data = workbook.newWorksheet(kind.label());
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                data.value(0, i, field.label());
                data.value(1, i, field.example());
                data.width(i, WIDTH);
                data.style(0, i).bold().fillColor(field.required() ? "F6D9B8" : HEAD).set();
            }
            // As texts: numbers keep all their digits, and nothing typed becomes a formula or a date of another country.
            data.range(1, 0, PREPARED_ROWS, fields.size() - 1).style().format("@").set();
            data.freezePane(0, 1);
            Worksheet help = workbook.newWorksheet("填写说明");
            List<String> lines = List.of(kind.about(), "第一张表里填数据，一行一条；第二行是示例，可以删去，原样留着也不会导入。", "橙色的列必填，其他列可以留空或删去；列的先后可以改变，也可以用您原来的表，列名相近即可认出。",
                    "日期写成 2026-11-22、2026/11/22 或 2026年11月22日，可带时间；号码列请保持“文本”格式。", "公式请先粘贴为数值；文件最多 20 MB、20 万行。上传后先检查，确认前什么都不会导入。");
            for (int i = 0; i < lines.size(); i++) {
                help.value(i, 0, lines.get(i));
            }
            int row = lines.size() + 1;
            List<String> heads = List.of("列名", "是否必填", "怎么填", "也认得的列名");
            for (int i = 0; i < heads.size(); i++) {
                help.value(row, i, heads.get(i));
                help.style(row, i).bold().fillColor(HEAD).set();
            }
            for (Field field : fields) {
                row++;
                help.value(row, 0, field.label());
                help.value(row, 1, field.required() ? "必填" : "可不填");
                help.value(row, 2, field.help());
                help.value(row, 3, String.join("、", field.names()));
            }
            help.width(0, WIDTH);
            help.width(1, WIDTH);
            help.width(2, 60);
            help.width(3, 80);
        }
    }

    /** The lines that were not imported: what is wrong, what to do, and the line as it was, so that it can be corrected and uploaded again. */
    public void leftOver(ImportRun run, OutputStream out) throws IOException {
        Map<String, String> labels = kinds.of(run.kind()).fields().stream().collect(Collectors.toMap(Field::code, Field::label));
        try (Workbook workbook = new Workbook(out, "Casework", "1.0")) {
            sheet(workbook.newWorksheet("有问题的行"), run, labels, "BAD");
            if (run.kind() == ImportKind.CALLS) {
                sheet(workbook.newWorksheet("需要重新登记的行"), run, labels, "AGAIN");
            }
        }
    }

    private void sheet(Worksheet sheet, ImportRun run, Map<String, String> labels, String outcome) throws IOException {
        List<String> heads = List.of("行号", "原因", "怎么办");
        int width = heads.size() + run.headers().size();
        for (int i = 0; i < width; i++) {
            sheet.inlineString(0, i, i < heads.size() ? heads.get(i) : run.headers().get(i - heads.size()));
            sheet.width(i, i == 1 || i == 2 ? 45 : WIDTH);
            sheet.style(0, i).bold().fillColor(HEAD).set();
        }
        sheet.freezePane(0, 1);
        int row = 0;
        List<Runs.Line> lines = runs.lines(run.id(), outcome, 0, PAGE);
        while (!lines.isEmpty()) {
            for (Runs.Line line : lines) {
                write(sheet, ++row, run, labels, line, heads.size());
            }
            sheet.flush();
            lines = runs.lines(run.id(), outcome, lines.get(lines.size() - 1).line(), PAGE);
        }
    }

    private static void write(Worksheet sheet, int row, ImportRun run, Map<String, String> labels, Runs.Line line, int before) {
        List<ImportFinding> findings = line.findings().stream().map(finding -> Runs.finding(run, labels, line.line(), finding)).toList();
        sheet.value(row, 0, line.line());
        sheet.inlineString(row, 1, findings.stream().map(finding -> (finding.column() == null ? "" : finding.column() + "：") + finding.reason())
                .collect(Collectors.joining("；")));
        sheet.inlineString(row, 2, findings.stream().map(ImportFinding::advice).distinct().collect(Collectors.joining("；")));
        for (int i = 0; i < line.cells().size() && i < run.headers().size(); i++) {
            // Always as text, whatever it looks like: a text that begins with = stays a text. Shared texts would all be held in memory.
            Cell cell = line.cells().get(i);
            sheet.inlineString(row, before + i, cell.type() == Cell.Type.FORMULA ? "（公式）" : cell.text());
        }
    }
}
