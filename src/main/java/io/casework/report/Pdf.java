package io.casework.report;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.PageSizeUnits;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceType;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontGroup;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import io.casework.platform.RuleViolation;
import io.casework.report.print.HandWritten;
import io.casework.report.print.PrintDocument;
import io.casework.report.print.PrintFonts;
import io.casework.report.print.Searchable;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.w3c.dom.Document;

/**
 * Makes PDF (A4, PDF/A-2u) of an XHTML text. The Chinese font {@value #FONT} is embedded in two weights as the subset that is used; a character that it does
 * not have prints as its number, and the foot asks to write it by hand. Nothing is loaded while a page is set: neither files nor addresses; the one thing that may be named is a style sheet that is
 * supplied, {@code <link rel="stylesheet" href="form.css"/>}, and pictures that stand in the text itself as {@code data:} (PNG or JPEG).
 *
 * <p>{@code <html lang>} and {@code <title>} become the language and the title of the document. Scripts, document type declarations and entities other than
 * the five of XML and {@code &nbsp;} are refused.
 */
@Service
public class Pdf {

    /** The family to name in a style sheet; it is also what prints where none is named. */
    public static final String FONT = "Noto Sans SC";

    private static final Logger log = LoggerFactory.getLogger(Pdf.class);
    private static final byte[] SCREEN_COLOURS = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final Pattern METADATA_DATE = Pattern.compile("(<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)([^<]*)(</xmp:)");
    private static final float A4_WIDTH = 210;
    private static final float A4_HEIGHT = 297;

    private final PrintFonts fonts;
    private final HandWritten handWritten;
    private final Clock clock;

    Pdf(PrintFonts fonts, HandWritten handWritten, Clock clock) {
        this.fonts = fonts;
        this.handWritten = handWritten;
        this.clock = clock;
    }

    /**
     * @param html one whole, well-formed XHTML document
     * @return the PDF; the same bytes for the same text at the same time
     * @throws RuleViolation of the field {@code html}, with the line, where the text is not well-formed or names what is not allowed
     */
    public byte[] of(String html) {
        return of(PrintDocument.parse(html), html.hashCode());
    }

    /** The PDF of a document that {@link PrintDocument} has read; {@code id} tells documents apart. */
    byte[] of(Document page, long id) {
        handWritten.mark(page);
        try {
            PrintFonts.Weights weights = fonts.take();
            byte[] pdf = of(page, id, weights);
            fonts.giveBack(weights);
            return pdf;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] of(Document page, long id, PrintFonts.Weights weights) throws IOException {
        try (PDDocument document = new PDDocument()) {
            set(page, document, weights);
            date(document);
            document.setDocumentId(id);
            // Writing is what cuts the fonts down; only then is it known which characters their parts stand for.
            document.save(OutputStream.nullOutputStream());
            Searchable.make(document, page.getDocumentElement().getTextContent(), fonts.glyphs());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    private void set(Document page, PDDocument document, PrintFonts.Weights weights) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .usePDDocument(document)
                .withW3cDocument(page, null)
                .useUriResolver((base, uri) -> PrintDocument.isPicture(uri) ? uri : null)
                .useExternalResourceAccessControl(Pdf::mayLoad, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(Pdf::mayLoad, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .useDefaultPageSize(A4_WIDTH, A4_HEIGHT, PageSizeUnits.MM)
                .useReplacementText(String.valueOf(PrintDocument.MISSING))
                .usePdfAConformance(PdfAConformance.PDFA_2_U)
                .useColorProfile(SCREEN_COLOURS)
                .withProducer("Casework")
                .withDiagnosticConsumer(message -> log.debug("{}", message.getFormattedMessage()));
        PDFontSupplier regular = new PDFontSupplier(weights.regular(document));
        builder.useFont(regular, FONT, 400, FontStyle.NORMAL, true);
        builder.useFont(new PDFontSupplier(weights.bold(document)), FONT, 700, FontStyle.NORMAL, true);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            // A style sheet that names another family must not leave the text without any.
            renderer.getFontResolver().addFont(regular, FONT, 400, IdentValue.NORMAL, true, FontGroup.FINAL_FALLBACK);
            renderer.layout();
            renderer.createPDFWithoutClosing();
        }
    }

    /** The time of the application's clock in both places where a PDF tells it; they must agree. */
    private void date(PDDocument document) throws IOException {
        OffsetDateTime now = OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
        document.getDocumentInformation().setCreationDate(GregorianCalendar.from(now.toZonedDateTime()));
        PDMetadata metadata = document.getDocumentCatalog().getMetadata();
        String told = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        metadata.importXMPMetadata(METADATA_DATE.matcher(told).replaceAll("$1" + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(now) + "$3")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static boolean mayLoad(String uri, ExternalResourceType type) {
        return type == ExternalResourceType.IMAGE_RASTER && PrintDocument.isPicture(uri);
    }
}
