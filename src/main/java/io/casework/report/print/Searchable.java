package io.casework.report.print;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.fontbox.cmap.CMap;
import org.apache.fontbox.cmap.CMapParser;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * Lets people search and copy what a PDF shows. A Chinese font draws 水 and the radical ⽔ with the same glyph, and of the two the writer of the PDF notes down the
 * one with the lower number, the radical, so that a search for 水 finds nothing. Here the notes are put right.
 */
public final class Searchable {

    private static final COSName TO_UNICODE = COSName.TO_UNICODE;
    private static final int MOST_PER_BLOCK = 100;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Searchable() {
    }

    /**
     * Puts the notes of all fonts right; the document must have been written once, so that they are there.
     *
     * @param text all that the document says
     * @param glyphs which characters share a glyph, in all the fonts
     */
    public static void make(PDDocument document, String text, CmapLookup glyphs) throws IOException {
        Set<Integer> written = text.codePoints().boxed().collect(Collectors.toSet());
        Set<COSStream> done = new HashSet<>();
        for (PDPage page : document.getPages()) {
            COSDictionary fonts = page.getResources() == null ? null : page.getResources().getCOSObject().getCOSDictionary(COSName.FONT);
            if (fonts == null) {
                continue;
            }
            for (COSName name : fonts.keySet()) {
                COSDictionary font = fonts.getCOSDictionary(name);
                if (font != null && font.getDictionaryObject(TO_UNICODE) instanceof COSStream notes && done.add(notes)) {
                    rewrite(notes, written, glyphs);
                }
            }
        }
    }

    private static void rewrite(COSStream notes, Set<Integer> written, CmapLookup glyphs) throws IOException {
        CMap read;
        try (var in = new org.apache.pdfbox.io.RandomAccessReadBuffer(notes.createInputStream().readAllBytes())) {
            read = new CMapParser().parse(in);
        }
        Map<Integer, String> characters = new TreeMap<>();
        for (int code = 0; code <= 0xFFFF; code++) {
            String character = read.toUnicode(code, 2);
            if (character != null) {
                characters.put(code, written(character, written, glyphs));
            }
        }
        try (OutputStream out = notes.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(text(characters).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Of the characters that share a glyph the one that was written; where several were, not the radical. */
    private static String written(String noted, Set<Integer> written, CmapLookup glyphs) {
        if (noted.codePointCount(0, noted.length()) != 1) {
            return noted;
        }
        int code = noted.codePointAt(0);
        List<Integer> sharing = glyphs.getCharCodes(glyphs.getGlyphId(code));
        if (sharing == null || sharing.size() < 2) {
            return noted;
        }
        return sharing.stream().filter(written::contains).min(Comparator.comparing(Searchable::isRadical).thenComparing(one -> one))
                .map(Character::toString).orElse(noted);
    }

    private static boolean isRadical(int code) {
        return code >= 0x2E80 && code <= 0x2FDF || code >= 0xF900 && code <= 0xFAFF || code >= 0x2F800 && code <= 0x2FA1F;
    }

    private static String text(Map<Integer, String> characters) {
        StringBuilder text = new StringBuilder("""
                /CIDInit /ProcSet findresource begin
                12 dict begin
                begincmap
                /CIDSystemInfo
                << /Registry (Adobe)
                /Ordering (UCS)
                /Supplement 0
                >> def
                /CMapName /Adobe-Identity-UCS def
                /CMapType 2 def
                1 begincodespacerange
                <0000> <FFFF>
                endcodespacerange
                """);
        var entries = characters.entrySet().iterator();
        for (int left = characters.size(); left > 0; left -= MOST_PER_BLOCK) {
            int block = Math.min(left, MOST_PER_BLOCK);
            text.append(block).append(" beginbfchar\n");
            for (int i = 0; i < block; i++) {
                var entry = entries.next();
                text.append('<').append(HEX.toHexDigits(entry.getKey().shortValue())).append("> <")
                        .append(HEX.formatHex(entry.getValue().getBytes(StandardCharsets.UTF_16BE))).append(">\n");
            }
            text.append("endbfchar\n");
        }
        return text.append("""
                endcmap
                CMapName currentdict /CMap defineresource pop
                end
                end
                """).toString();
    }
}
