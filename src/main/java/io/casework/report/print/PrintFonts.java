package io.casework.report.print;

import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.stereotype.Component;

/** The Chinese font of everything that is printed, in two weights. Read from the class path once; each document takes the part of it that it uses. */
@Component
public class PrintFonts {

    private final byte[] regular = bytes("NotoSansSC-Regular.ttf");
    private final byte[] bold = bytes("NotoSansSC-Bold.ttf");

    private final CmapLookup glyphs = lookup(regular);

    /** Which characters the font has, and which of them share a glyph; the two weights do not differ in it. */
    public CmapLookup glyphs() {
        return glyphs;
    }

    /** The usual weight, for this document. */
    public PDType0Font regular(PDDocument document) throws IOException {
        return font(regular, document);
    }

    /** The bold weight, for this document. */
    public PDType0Font bold(PDDocument document) throws IOException {
        return font(bold, document);
    }

    private static PDType0Font font(byte[] bytes, PDDocument document) throws IOException {
        TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
        document.registerTrueTypeFontForClosing(font);
        return PDType0Font.load(document, font, true);
    }

    private static CmapLookup lookup(byte[] bytes) {
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes))) {
            return font.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new IllegalStateException("the font cannot be read", e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream in = PrintFonts.class.getResourceAsStream("/printing/fonts/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the font " + name + " is not in the application: the build copies it (npm run bundle)");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the font " + name + " cannot be read", e);
        }
    }
}
