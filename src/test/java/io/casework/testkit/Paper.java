package io.casework.testkit;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A PDF as a reader of the paper sees it: its text, its fonts, its pictures. */
public final class Paper implements AutoCloseable {

    private static final float POINT = 72 / 25.4f;

    private final byte[] bytes;
    private final PDDocument document;

    private Paper(byte[] bytes) {
        this.bytes = bytes;
        try {
            document = Loader.loadPDF(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Paper of(byte[] bytes) {
        return new Paper(bytes);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int pages() {
        return document.getNumberOfPages();
    }

    public String title() {
        return document.getDocumentInformation().getTitle();
    }

    public String language() {
        return document.getDocumentCatalog().getLanguage();
    }

    /** Whether every page is A4 upright. */
    public boolean isA4() {
        for (PDPage page : document.getPages()) {
            PDRectangle size = page.getMediaBox();
            if (Math.abs(size.getWidth() - 210 * POINT) > 1 || Math.abs(size.getHeight() - 297 * POINT) > 1) {
                return false;
            }
        }
        return true;
    }

    /** The text of all pages, in the order in which it is written. */
    public String text() {
        return text(1, pages());
    }

    /** The text of one page, the first being 1. */
    public String text(int page) {
        return text(page, page);
    }

    private String text(int from, int until) {
        try {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(from);
            stripper.setEndPage(until);
            return stripper.getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All text without spaces and line ends, for texts that are broken into lines. */
    public String words() {
        return words(text());
    }

    /** A text without spaces and line ends. */
    public static String words(String text) {
        return text.replaceAll("[\\s\u00a0\u3000]+", "");
    }

    /** Whether no character stands outside the page or within 8 mm of its edge, where printers do not print. */
    public boolean isInsideTheMargins() {
        List<TextPosition> outside = new ArrayList<>();
        try {
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition position) {
                    float edge = 8 * POINT;
                    if (position.getX() < edge || position.getX() + position.getWidth() > position.getPageWidth() - edge
                            || position.getY() < edge || position.getY() > position.getPageHeight() - edge) {
                        outside.add(position);
                    }
                }
            };
            stripper.getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return outside.isEmpty();
    }

    /** Names of the fonts. */
    public Set<String> fonts() {
        Set<String> names = new TreeSet<>();
        eachFont(font -> names.add(font.getName()));
        return names;
    }

    /** Names of the fonts that do not come with the file. */
    public Set<String> fontsLeftOut() {
        Set<String> names = new TreeSet<>();
        eachFont(font -> {
            if (!font.isEmbedded()) {
                names.add(font.getName());
            }
        });
        return names;
    }

    private void eachFont(java.util.function.Consumer<PDFont> action) {
        for (PDPage page : document.getPages()) {
            if (page.getResources() == null) {
                continue;
            }
            for (COSName name : page.getResources().getFontNames()) {
                try {
                    action.accept(page.getResources().getFont(name));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** A page as a picture, the first being 1. */
    public BufferedImage picture(int page) {
        return picture(page, 150);
    }

    private BufferedImage picture(int page, int dotsPerInch) {
        try {
            return new PDFRenderer(document).renderImageWithDPI(page - 1, dotsPerInch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the QR code on a page says, read from a picture of the page as an office printer and a telephone make it. */
    public String code(int page) {
        BufferedImage picture = picture(page, 300);
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        LuminanceSource source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
        Map<DecodeHintType, Object> hints = new HashMap<>();
        hints.put(DecodeHintType.TRY_HARDER, true);
        try {
            return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)), hints).getText();
        } catch (NotFoundException e) {
            return null;
        } catch (ReaderException e) {
            throw new IllegalStateException("the code cannot be read", e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
