package io.casework.report.imports;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Rows of the first visible sheet of an Excel workbook (.xlsx). What is unpacked is counted before anything is read, so that a small file cannot become a
 * huge one; macros are refused; document types and their entities are never read; formulas are not computed and their stored values not believed.
 */
final class Workbook implements Table {

    /** Most parts in the package. */
    static final int MOST_PARTS = 2_000;
    /** Most bytes of all parts unpacked. */
    static final long MOST_BYTES = 400L * 1024 * 1024;
    /** How many times larger than packed a part may be, once it is larger than {@link #JUDGED_FROM}. */
    static final int LARGEST_RATIO = 200;
    /** Parts smaller than this may be as dense as they like. */
    static final long JUDGED_FROM = 4L * 1024 * 1024;

    private static final int MOST_COLUMNS = 200;
    private static final int MOST_SHEETS = 500;
    private static final int MOST_STYLES = 65_000;
    /** Most texts that cells may share. */
    static final int MOST_TEXTS = 5_000_000;
    /** Longest tag, attributes and all: a reader of XML holds it in memory as a whole. */
    static final int LONGEST_TAG = 1024 * 1024;
    /** Most bytes of a part that is kept in memory, such as the list of sheets. */
    static final long MOST_KEPT = 16L * 1024 * 1024;
    private static final String MOST_NESTED = "64";
    private static final String TOO_LARGE = "文件解开后过大，像是“压缩炸弹”，不予读取。请在 Excel 里打开，只复制有数据的行列到新工作簿，再上传。";
    private static final String BROKEN = "工作簿已损坏或不完整，读不下去。请在 Excel 里打开，另存为新的“Excel 工作簿（*.xlsx）”后再上传。";
    private static final String MACROS = "工作簿里有宏，不接受。请在 Excel 里“另存为”，类型选“Excel 工作簿（*.xlsx）”（不含宏），再上传。";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String RELATIONS_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private static final Set<Integer> DATE_FORMATS = dateFormats();
    private static final int LAST_DAY = 2_958_465;
    private static final long SECONDS_PER_DAY = 86_400;

    private final ZipFile zip;
    private final String sheetName;
    private final String sheetPart;
    private final boolean from1904;
    private final boolean[] dateStyles;
    private final StringStore texts;

    private Workbook(ZipFile zip, String sheetName, String sheetPart, boolean from1904, boolean[] dateStyles, StringStore texts) {
        this.zip = zip;
        this.sheetName = sheetName;
        this.sheetPart = sheetPart;
        this.from1904 = from1904;
        this.dateStyles = dateStyles;
        this.texts = texts;
    }

    static Workbook open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException broken) {
            throw TableFiles.refused(BROKEN);
        }
        StringStore texts = null;
        try {
            check(zip);
            Map<String, String> parts = relations(zip, "_rels/.rels", "");
            String main = parts.getOrDefault("officeDocument", "xl/workbook.xml");
            if (zip.getEntry(main) == null || !main.startsWith("xl/")) {
                throw TableFiles.refused("这个压缩包不是 Excel 工作簿（可能是 Word 文件或改了名的压缩包）。请上传 .xlsx 或 .csv 文件。");
            }
            String folder = main.substring(0, main.lastIndexOf('/') + 1);
            String name = main.substring(folder.length());
            Map<String, String> related = relations(zip, folder + "_rels/" + name + ".rels", folder);
            Sheets sheets = sheets(zip, main);
            Sheet first = sheets.visible().stream().findFirst()
                    .orElseThrow(() -> TableFiles.refused("工作簿里没有可见的工作表。请在 Excel 里取消隐藏后再上传。"));
            String part = related.get(first.relation());
            if (part == null || zip.getEntry(part) == null) {
                throw TableFiles.refused(BROKEN);
            }
            texts = texts(zip, related.get("sharedStrings"));
            return new Workbook(zip, first.name(), part, sheets.from1904(), dateStyles(zip, related.get("styles")), texts);
        } catch (IOException | RuntimeException e) {
            zip.close();
            if (texts != null) {
                texts.close();
            }
            if (e instanceof ZipException || e instanceof EOFException) {
                throw TableFiles.refused(BROKEN);
            }
            throw e;
        }
    }

    @Override
    public String source() {
        return "工作表“" + sheetName + "”";
    }

    @Override
    public void close() throws IOException {
        zip.close();
        texts.close();
    }

    /** Unpacks every part once and throws it away, counting: what the directory of the package says about sizes is not believed. */
    private static void check(ZipFile zip) throws IOException {
        long all = 0;
        int parts = 0;
        byte[] block = new byte[64 * 1024];
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName().toLowerCase(Locale.ROOT);
            if (++parts > MOST_PARTS) {
                throw TableFiles.refused(TOO_LARGE);
            }
            if (name.contains("vbaproject") || name.startsWith("xl/macrosheets/") || name.startsWith("xl/activex/")) {
                throw TableFiles.refused(MACROS);
            }
            long size = 0;
            LongestTag tags = name.endsWith(".xml") || name.endsWith(".rels") ? new LongestTag() : null;
            try (InputStream in = zip.getInputStream(entry)) {
                for (int read = in.read(block); read >= 0; read = in.read(block)) {
                    size += read;
                    all += read;
                    if (tags != null && tags.after(block, read) > LONGEST_TAG || all > MOST_BYTES || size > JUDGED_FROM && size > LARGEST_RATIO * Math.max(1, entry.getCompressedSize())) {
                        throw TableFiles.refused(TOO_LARGE);
                    }
                }
            }
        }
    }

    /** Measures tags as they pass by: from {@code <} to the {@code >} that stands in no quotes. */
    private static final class LongestTag {

        private int longest;
        private int length;
        private byte quote;

        int after(byte[] block, int count) {
            for (int i = 0; i < count; i++) {
                byte c = block[i];
                if (length == 0) {
                    length = c == '<' ? 1 : 0;
                    continue;
                }
                boolean plain = length == 1 && (c == '!' || c == '?');
                longest = Math.max(longest, ++length);
                if (plain) {
                    // Comments and declarations have no attributes; an apostrophe in them opens nothing.
                    quote = '>';
                } else if (quote == 0 && (c == '"' || c == '\'')) {
                    quote = c;
                } else if (quote == '>' || quote == 0) {
                    if (c == '>') {
                        length = 0;
                        quote = 0;
                    }
                } else if (c == quote) {
                    quote = 0;
                }
            }
            return longest;
        }
    }

    private static InputStream part(ZipFile zip, String name, long most) throws IOException {
        InputStream in = zip.getInputStream(zip.getEntry(name));
        return new BufferedInputStream(new FilterInputStream(in) {
            private long read;

            @Override
            public int read(byte[] block, int offset, int length) throws IOException {
                int count = super.read(block, offset, length);
                read += Math.max(0, count);
                if (read > most) {
                    throw TableFiles.refused(TOO_LARGE);
                }
                return count;
            }
        });
    }

    /** Reads a part's elements; closes it. */
    private interface Reading {
        void read(XMLStreamReader xml) throws XMLStreamException, IOException;
    }

    private static void xml(ZipFile zip, String part, long most, Reading reading) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty("http://www.oracle.com/xml/jaxp/properties/maxElementDepth", MOST_NESTED);
        try (InputStream in = part(zip, part, most)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            try {
                reading.read(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | NumberFormatException broken) {
            throw TableFiles.refused(BROKEN);
        }
    }

    private static boolean advance(XMLStreamReader xml) throws XMLStreamException {
        if (!xml.hasNext()) {
            return false;
        }
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
            throw new XMLStreamException("a workbook has no document type");
        }
        return true;
    }

    private static boolean starts(XMLStreamReader xml, String element) {
        return xml.isStartElement() && element.equals(xml.getLocalName());
    }

    private static boolean ends(XMLStreamReader xml, String element) {
        return xml.isEndElement() && element.equals(xml.getLocalName());
    }

    /** Related parts by their id, and by the last word of their type. */
    private static Map<String, String> relations(ZipFile zip, String part, String folder) throws IOException {
        Map<String, String> related = new HashMap<>();
        if (zip.getEntry(part) == null) {
            return related;
        }
        xml(zip, part, MOST_KEPT, xml -> {
            while (advance(xml)) {
                String target = starts(xml, "Relationship") ? xml.getAttributeValue(null, "Target") : null;
                String type = target == null ? null : xml.getAttributeValue(null, "Type");
                if (type != null && !"External".equals(xml.getAttributeValue(null, "TargetMode"))) {
                    String name = target.startsWith("/") ? target.substring(1) : folder + target;
                    related.put(xml.getAttributeValue(null, "Id"), name);
                    related.putIfAbsent(type.substring(type.lastIndexOf('/') + 1), name);
                }
            }
        });
        return related;
    }

    private record Sheet(String name, String relation) {
    }

    private record Sheets(List<Sheet> visible, boolean from1904) {
    }

    private static Sheets sheets(ZipFile zip, String part) throws IOException {
        List<Sheet> visible = new ArrayList<>();
        boolean[] from1904 = new boolean[1];
        xml(zip, part, MOST_KEPT, xml -> {
            while (advance(xml)) {
                if (starts(xml, "workbookPr")) {
                    String flag = xml.getAttributeValue(null, "date1904");
                    from1904[0] = "1".equals(flag) || "true".equals(flag);
                } else if (starts(xml, "sheet") && xml.getAttributeValue(null, "state") == null || starts(xml, "sheet")
                        && "visible".equals(xml.getAttributeValue(null, "state"))) {
                    String id = xml.getAttributeValue(RELATIONS, "id");
                    visible.add(new Sheet(xml.getAttributeValue(null, "name"), id != null ? id : xml.getAttributeValue(RELATIONS_STRICT, "id")));
                }
                if (visible.size() > MOST_SHEETS) {
                    throw TableFiles.refused(TOO_LARGE);
                }
            }
        });
        return new Sheets(visible, from1904[0]);
    }

    private static boolean[] dateStyles(ZipFile zip, String part) throws IOException {
        if (part == null || zip.getEntry(part) == null) {
            return new boolean[0];
        }
        Set<Integer> dates = new HashSet<>(DATE_FORMATS);
        List<Boolean> styles = new ArrayList<>();
        xml(zip, part, MOST_KEPT, xml -> {
            boolean cellStyles = false;
            while (advance(xml)) {
                if (starts(xml, "numFmt") && isDate(xml.getAttributeValue(null, "formatCode"))) {
                    dates.add(Integer.valueOf(xml.getAttributeValue(null, "numFmtId")));
                } else if (starts(xml, "cellXfs") || ends(xml, "cellXfs")) {
                    cellStyles = xml.isStartElement();
                } else if (cellStyles && starts(xml, "xf") && styles.size() < MOST_STYLES) {
                    String format = xml.getAttributeValue(null, "numFmtId");
                    styles.add(format != null && dates.contains(Integer.valueOf(format)));
                }
            }
        });
        boolean[] byNumber = new boolean[styles.size()];
        for (int i = 0; i < byNumber.length; i++) {
            byNumber[i] = styles.get(i);
        }
        return byNumber;
    }

    /** The formats of dates that have numbers of their own, those of Chinese Excel included. */
    private static Set<Integer> dateFormats() {
        Set<Integer> formats = new HashSet<>();
        int[][] ranges = {{14, 22}, {27, 36}, {45, 47}, {50, 58}};
        for (int[] range : ranges) {
            for (int i = range[0]; i <= range[1]; i++) {
                formats.add(i);
            }
        }
        return Set.copyOf(formats);
    }

    private static boolean isDate(String format) {
        if (format == null) {
            return false;
        }
        String bare = format.replaceAll("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]|_.|\\*.", "").toLowerCase(Locale.ROOT);
        return !bare.contains("general") && !bare.contains("#") && !bare.contains("0") && bare.matches(".*[ymdhs].*") || bare.matches(".*(yy|d|h:|:s).*");
    }

    private static StringStore texts(ZipFile zip, String part) throws IOException {
        StringStore texts = new StringStore();
        try {
            if (part != null && zip.getEntry(part) != null) {
                xml(zip, part, MOST_BYTES, xml -> {
                    while (advance(xml)) {
                        if (starts(xml, "si")) {
                            if (texts.size() >= MOST_TEXTS) {
                                throw TableFiles.refused(TOO_LARGE);
                            }
                            texts.add(text(xml, "si"));
                        }
                    }
                });
            }
            texts.finish();
            return texts;
        } catch (IOException | RuntimeException e) {
            texts.close();
            throw e;
        }
    }

    /** The text up to the end of the element, without what tells how it is pronounced. */
    private static Cell text(XMLStreamReader xml, String until) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean spoken = false;
        boolean wanted = false;
        while (advance(xml) && !ends(xml, until)) {
            if (starts(xml, "rPh") || ends(xml, "rPh")) {
                spoken = xml.isStartElement();
            } else if (starts(xml, "t") || ends(xml, "t")) {
                wanted = xml.isStartElement() && !spoken;
            } else if (wanted && xml.isCharacters() && text.length() <= Cell.LONGEST) {
                text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        return Cell.of(text.toString());
    }

    @Override
    public void read(Taker taker) throws IOException {
        xml(zip, sheetPart, MOST_BYTES, xml -> {
            int line = 0;
            while (advance(xml) && !ends(xml, "sheetData")) {
                if (starts(xml, "row")) {
                    String number = xml.getAttributeValue(null, "r");
                    int said = number == null ? line + 1 : Integer.parseInt(number);
                    if (said <= line) {
                        throw new XMLStreamException("rows must be in their order");
                    }
                    line = said;
                    Row row = row(xml, line);
                    if (!row.isBlank()) {
                        taker.take(row);
                    }
                }
            }
        });
    }

    private Row row(XMLStreamReader xml, int line) throws XMLStreamException {
        List<Cell> cells = new ArrayList<>();
        int column = -1;
        while (advance(xml) && !ends(xml, "row")) {
            if (starts(xml, "c")) {
                String reference = xml.getAttributeValue(null, "r");
                column = reference == null ? column + 1 : column(reference);
                Cell cell = cell(xml);
                if (column >= 0 && column < MOST_COLUMNS) {
                    while (cells.size() <= column) {
                        cells.add(Cell.EMPTY);
                    }
                    cells.set(column, cell);
                }
            }
        }
        return new Row(line, cells);
    }

    /** Index of the column of a reference like AB12; -1 for one that no sheet has. */
    private static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
            column = column * 26 + Character.toUpperCase(reference.charAt(i)) - 'A' + 1;
            if (column > 16_384) {
                return -1;
            }
        }
        return column - 1;
    }

    private Cell cell(XMLStreamReader xml) throws XMLStreamException {
        String type = xml.getAttributeValue(null, "t");
        String style = xml.getAttributeValue(null, "s");
        StringBuilder value = new StringBuilder();
        Cell inline = null;
        boolean formula = false;
        boolean wanted = false;
        while (advance(xml) && !ends(xml, "c")) {
            if (starts(xml, "f")) {
                formula = true;
            } else if (starts(xml, "is")) {
                inline = text(xml, "is");
            } else if (starts(xml, "v") || ends(xml, "v")) {
                wanted = xml.isStartElement();
            } else if (wanted && xml.isCharacters() && value.length() <= Cell.LONGEST) {
                value.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
            }
        }
        if (formula) {
            return new Cell(Cell.Type.FORMULA, "");
        }
        if (inline != null) {
            return inline;
        }
        String raw = value.toString();
        return switch (type == null ? "n" : type) {
            case "s" -> raw.isBlank() ? Cell.EMPTY : texts.get(Integer.parseInt(raw.strip()));
            case "b" -> raw.isBlank() ? Cell.EMPTY : Cell.of("1".equals(raw.strip()) ? "是" : "否");
            case "e" -> new Cell(Cell.Type.ERROR, raw.substring(0, Math.min(raw.length(), 20)));
            case "n" -> raw.isBlank() ? Cell.EMPTY : number(raw.strip(), style);
            default -> Cell.of(raw);
        };
    }

    private Cell number(String raw, String style) {
        BigDecimal number;
        try {
            number = raw.length() > 40 ? null : new BigDecimal(raw);
        } catch (NumberFormatException noNumber) {
            number = null;
        }
        if (number == null || Math.abs((long) number.precision() - number.scale()) > 30 || number.scale() > 400) {
            return Cell.of(raw);
        }
        int index = style == null ? -1 : Integer.parseInt(style);
        boolean date = index >= 0 && index < dateStyles.length && dateStyles[index];
        if (date && number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(LAST_DAY)) <= 0) {
            return Cell.of(date(number.doubleValue()));
        }
        // Excel computes with fifteen digits; the rest are artefacts of its binary numbers.
        String plain = number.round(new MathContext(15)).stripTrailingZeros().toPlainString();
        return Cell.of(number.scale() <= 0 ? number.toPlainString() : plain);
    }

    private String date(double value) {
        long seconds = Math.round(value * SECONDS_PER_DAY);
        long day = seconds / SECONDS_PER_DAY;
        // Excel takes 1900 for a leap year, so that days before 1 March 1900 are counted one less.
        LocalDate start = from1904 ? LocalDate.of(1904, 1, 1) : day < 60 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        LocalDateTime time = start.plusDays(day).atStartOfDay().plusSeconds(seconds % SECONDS_PER_DAY);
        boolean whole = seconds % SECONDS_PER_DAY == 0;
        return whole ? time.toLocalDate().toString() : time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ');
    }
}
