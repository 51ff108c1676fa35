package io.casework.report.print;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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

    private static final int MOST_IDLE = 4;

    private final byte[] regular = bytes("NotoSansSC-Regular.ttf");
    private final byte[] bold = bytes("NotoSansSC-Bold.ttf");

    private final BlockingQueue<Weights> idle = new ArrayBlockingQueue<>(MOST_IDLE);

    private final CmapLookup glyphs = lookup(regular);

    /** Which characters the font has, and which of them share a glyph; the two weights do not differ in it. */
    public CmapLookup glyphs() {
        return glyphs;
    }

    /** The two weights, read; for one document at a time. */
    public static final class Weights {

        private final TrueTypeFont regular;
        private final TrueTypeFont bold;

        private Weights(TrueTypeFont regular, TrueTypeFont bold) {
            this.regular = regular;
            this.bold = bold;
        }

        /** The usual weight, for this document. */
        public PDType0Font regular(PDDocument document) throws IOException {
            return PDType0Font.load(document, regular, true);
        }

        /** The bold weight, for this document. */
        public PDType0Font bold(PDDocument document) throws IOException {
            return PDType0Font.load(document, bold, true);
        }
    }

    /** Weights that no other document uses now. Reading takes longer than setting a page; they are to be given back for the next document. */
    public Weights take() throws IOException {
        Weights read = idle.poll();
        return read != null ? read : new Weights(new TTFParser().parse(new RandomAccessReadBuffer(regular)), new TTFParser().parse(new RandomAccessReadBuffer(bold)));
    }

    /** The document that used them is closed. */
    public void giveBack(Weights weights) {
        idle.offer(weights);
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
