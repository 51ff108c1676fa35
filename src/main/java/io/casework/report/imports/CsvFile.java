package io.casework.report.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of a CSV file. Its encoding is found by trying, strictly: what its first bytes say, UTF-8, then GB18030, of which GBK and GB2312 are parts; its
 * separator by what its first lines have most of.
 */
final class CsvFile implements Table {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Map<Character, String> SEPARATORS = Map.of(',', "逗号分隔", ';', "分号分隔", '\t', "制表符分隔");
    private static final int LINES_TO_JUDGE = 10;
    private static final int MOST_COLUMNS = 200;
    private static final int COLUMNS_OF_EXCEL = 16_384;
    private static final int BLOCK = 8192;
    /** How exports keep Excel from taking a number for a number: ="13800138000". */
    private static final Pattern KEPT_AS_TEXT = Pattern.compile("^=\"([^\"]*)\"$");

    private final Path file;
    private final Charset charset;
    private final char separator;

    private CsvFile(Path file, Charset charset, char separator) {
        this.file = file;
        this.charset = charset;
        this.separator = separator;
    }

    static CsvFile open(Path file) throws IOException {
        Charset charset = charset(file);
        char separator = separator(file, charset);
        requireFewColumns(file, charset, separator);
        return new CsvFile(file, charset, separator);
    }

    /** A line is split in memory as a whole; what is no column for Excel is none here. */
    private static void requireFewColumns(Path file, Charset charset, char separator) throws IOException {
        try (Reader reader = reader(file, charset)) {
            char[] block = new char[BLOCK];
            int columns = 0;
            for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
                for (int i = 0; i < read; i++) {
                    columns = block[i] == '\n' || block[i] == '\r' ? 0 : block[i] == separator ? columns + 1 : columns;
                    if (columns > COLUMNS_OF_EXCEL) {
                        throw TableFiles.refused("有一行超过 " + COLUMNS_OF_EXCEL + " 列，不像是表格。请用 Excel 打开核对，另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后再上传。");
                    }
                }
            }
        }
    }

    @Override
    public String source() {
        return "CSV（" + charset.name() + "，" + SEPARATORS.get(separator) + "）";
    }

    @Override
    public void read(Taker taker) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator).setIgnoreEmptyLines(false).get();
        try (Reader reader = reader(file, charset); CSVParser parser = CSVParser.builder().setReader(reader).setFormat(format).get()) {
            int line = 0;
            Iterator<CSVRecord> records = parser.iterator();
            while (next(records, line)) {
                line++;
                Row row = new Row(line, cells(records.next()));
                if (!row.isBlank()) {
                    taker.take(row);
                }
            }
        }
    }

    @Override
    public void close() {
        // Opened for each reading.
    }

    private static boolean next(Iterator<CSVRecord> records, int line) {
        try {
            return records.hasNext();
        } catch (UncheckedIOException | IllegalStateException wrong) {
            throw TableFiles.refused("第 " + (line + 1) + " 行起读不下去：引号没有成对。请用 Excel 打开，另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后再上传。");
        }
    }

    private static List<Cell> cells(CSVRecord row) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(row.size(), MOST_COLUMNS); i++) {
            String text = row.get(i);
            var kept = KEPT_AS_TEXT.matcher(text);
            cells.add(Cell.of(kept.matches() ? kept.group(1) : text));
        }
        return cells;
    }

    private static Charset charset(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(3);
        }
        if (head.length >= 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xFE) {
            return checked(file, StandardCharsets.UTF_16LE);
        }
        if (head.length >= 2 && (head[0] & 0xFF) == 0xFE && (head[1] & 0xFF) == 0xFF) {
            return checked(file, StandardCharsets.UTF_16BE);
        }
        if (fits(file, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        return checked(file, GB18030);
    }

    private static Charset checked(Path file, Charset charset) throws IOException {
        if (!fits(file, charset)) {
            throw TableFiles.refused("认不出文件的编码（不是 UTF-8，也不是 GBK/GB18030），或者不是文本文件。请用 Excel 打开，另存为“CSV UTF-8（逗号分隔）”或 .xlsx 后再上传。");
        }
        return charset;
    }

    /** Whether every byte makes sense in this encoding and no character is there that no table has. */
    private static boolean fits(Path file, Charset charset) throws IOException {
        try (Reader reader = reader(file, charset)) {
            char[] block = new char[BLOCK];
            for (int read = reader.read(block); read >= 0; read = reader.read(block)) {
                for (int i = 0; i < read; i++) {
                    char c = block[i];
                    if (c < ' ' && c != '\t' && c != '\r' && c != '\n' || c == '\uFFFD' || Character.getType(c) == Character.PRIVATE_USE) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException wrong) {
            return false;
        }
    }

    private static Reader reader(Path file, Charset charset) throws IOException {
        CharsetDecoder strict = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        BufferedReader reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), strict));
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static char separator(Path file, Charset charset) throws IOException {
        int[] found = new int[128];
        try (Reader reader = reader(file, charset)) {
            boolean quoted = false;
            int lines = 0;
            for (int c = reader.read(); c >= 0 && lines < LINES_TO_JUDGE; c = reader.read()) {
                if (c == '"') {
                    quoted = !quoted;
                } else if (!quoted && c == '\n') {
                    lines++;
                } else if (!quoted && c < found.length) {
                    found[c]++;
                }
            }
        }
        char best = ',';
        for (char candidate : new char[] {'\t', ';'}) {
            if (found[candidate] > found[best]) {
                best = candidate;
            }
        }
        return best;
    }
}
