package io.casework.report.imports;

import io.casework.casefile.Actor;
import io.casework.platform.RuleViolation;
import io.casework.report.ImportKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes a file in: finds its headers and puts its lines aside, one transaction for all, so that a file is there whole or not at all. */
@Component
public class Reception {

    /** Most lines of one file, headers not counted. */
    public static final int MOST_LINES = 200_000;

    private static final int ROWS_TO_FIND_HEADERS = 10;
    private static final int FEWEST_KNOWN_HEADERS = 2;
    private static final int BATCH = 1_000;
    /** Most characters that wait in memory to be put aside. */
    private static final int MOST_WAITING = 4_000_000;
    /** Most characters of one line. */
    static final int LONGEST_LINE = 200_000;
    /** Most characters of all lines. A text that a workbook holds once may stand in each of its cells, so that the size of the file says nothing. */
    static final long MOST_CHARACTERS = 200_000_000;
    private static final int LONGEST_HEADER = 60;
    private static final int LONGEST_NAME = 200;

    private final Runs runs;
    private final Kinds kinds;
    private final Clock clock;

    Reception(Runs runs, Kinds kinds, Clock clock) {
        this.runs = runs;
        this.kinds = kinds;
        this.clock = clock;
    }

    /**
     * A file and what is to be done with it.
     *
     * @param name the name of the person's file
     * @param defaultMatter code of the kind for lines of the old register that do not say one
     */
    public record Order(ImportKind kind, String site, boolean allOrNothing, String defaultMatter, String name) {
    }

    /**
     * Puts the lines aside.
     *
     * @return number of the import
     * @throws RuleViolation on {@code file} when the file cannot be used
     */
    @Transactional
    public long receive(Order order, Path file, Actor by) {
        try (Table table = TableFiles.open(file, order.name())) {
            Intake intake = new Intake(order, file, table.source(), by);
            table.read(intake);
            return intake.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes rows: the first ones until the headers are found, then lines. */
    private final class Intake implements Table.Taker {

        private final Order order;
        private final Path file;
        private final String source;
        private final Actor by;
        private final List<Field> fields;
        private final List<String> example;
        private final List<Table.Row> first = new ArrayList<>();
        private final List<Table.Row> batch = new ArrayList<>();
        private List<String> headers;
        private Map<String, Integer> columns;
        private long run;
        private int lines;
        private long characters;
        private int waiting;

        Intake(Order order, Path file, String source, Actor by) {
            this.order = order;
            this.file = file;
            this.source = source.length() > LONGEST_NAME ? source.substring(0, LONGEST_NAME) : source;
            this.by = by;
            this.fields = kinds.of(order.kind()).fields();
            this.example = fields.stream().map(Field::example).toList();
        }

        @Override
        public void take(Table.Row row) {
            if (headers != null) {
                stage(row);
                return;
            }
            first.add(row);
            if (first.size() == ROWS_TO_FIND_HEADERS) {
                findHeaders();
            }
        }

        long finish() {
            if (headers == null) {
                if (first.isEmpty()) {
                    throw TableFiles.refused("第一张工作表（或文件）里没有内容。请确认数据在第一张工作表。");
                }
                findHeaders();
            }
            if (lines == 0) {
                throw TableFiles.refused("只有表头，没有数据行。请填写数据后再上传（模板里的示例行不算）。");
            }
            flush();
            runs.staged(run, lines);
            runs.columns(run, columns);
            return run;
        }

        private void findHeaders() {
            int best = -1;
            int most = FEWEST_KNOWN_HEADERS - 1;
            for (int i = 0; i < first.size(); i++) {
                int known = Headers.match(fields, texts(first.get(i))).size();
                if (known > most) {
                    most = known;
                    best = i;
                }
            }
            for (int i = 0; i < first.size() && best < 0; i++) {
                best = first.get(i).cells().stream().filter(cell -> !cell.isBlank()).count() >= FEWEST_KNOWN_HEADERS ? i : best;
            }
            Table.Row header = first.get(Math.max(0, best));
            headers = texts(header);
            columns = Headers.match(fields, headers);
            run = runs.create(new Runs.Start(order.kind(), order.site(), shortened(order.name()), size(file), sha256(file), source, order.allOrNothing(),
                    order.defaultMatter()), header.line(), headers, clock.instant(), by);
            first.subList(Math.max(0, best) + 1, first.size()).forEach(this::stage);
            first.clear();
        }

        private void stage(Table.Row row) {
            if (isExample(row)) {
                return;
            }
            if (++lines > MOST_LINES) {
                throw TableFiles.refused("超过 " + MOST_LINES + " 行。请分成几个文件，分别导入。");
            }
            int length = row.cells().stream().mapToInt(cell -> cell.text().length()).sum();
            characters += length;
            if (length > LONGEST_LINE || characters > MOST_CHARACTERS) {
                throw TableFiles.refused("第 " + row.line() + " 行" + (length > LONGEST_LINE ? "有 " + length + " 个字，太长了。请检查这一行，"
                        : "之前已超过 " + MOST_CHARACTERS / 100_000_000 + " 亿个字，太多了。请") + "只留下要导入的列，或分成几个文件，再上传。");
            }
            batch.add(row);
            waiting += length;
            if (batch.size() == BATCH || waiting > MOST_WAITING) {
                flush();
            }
        }

        private void flush() {
            if (!batch.isEmpty()) {
                runs.stage(run, batch);
                batch.clear();
                waiting = 0;
            }
        }

        /** The example of the template, left as it was. */
        private boolean isExample(Table.Row row) {
            if (columns.size() < fields.size() || lines > 0) {
                return false;
            }
            for (int i = 0; i < fields.size(); i++) {
                int column = columns.get(fields.get(i).code());
                String text = column < row.cells().size() ? row.cells().get(column).text() : "";
                if (!text.strip().equals(example.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static List<String> texts(Table.Row row) {
        return row.cells().stream().map(cell -> {
            String text = cell.text().strip().replaceAll("\\s+", " ");
            return text.length() > LONGEST_HEADER ? text.substring(0, LONGEST_HEADER) : text;
        }).toList();
    }

    private static String shortened(String name) {
        String bare = name.replaceAll(".*[/\\\\]", "").replaceAll("\\p{Cntrl}", "");
        return bare.length() <= LONGEST_NAME ? bare : bare.substring(bare.length() - LONGEST_NAME);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(Path file) {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
