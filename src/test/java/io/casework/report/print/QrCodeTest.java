package io.casework.report.print;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrCodeTest {

    /** Widths in pixels that fit no whole number of pixels per module: a scanner's never do. */
    private static final List<Integer> WIDTHS = List.of(200, 280, 410, 500, 700);

    @Test
    void anAddressWhosePatternLooksLikeACornerIsReadAllTheSame() {
        for (String address : List.of("http://127.0.0.1:52998/pages/cases/DY-20260706-2440", "http://127.0.0.1:46330/pages/cases/DY-20260706-2344",
                "http://127.0.0.1:59504/pages/cases/DY-20260706-2321", "http://127.0.0.1:43576/pages/cases/DY-20260706-0010")) {
            BufferedImage code = code(address);
            assertThat(WIDTHS).allSatisfy(width -> assertThat(read(code, width)).as("%s at %s pixels", address, width).isEqualTo(address));
        }
    }

    @Test
    void theCasesOfAWholeYearAreRead() {
        assertThat(IntStream.range(0, 365).mapToObj(day -> "https://kefu.example.com/pages/cases/KF-2026%02d%02d-%04d".formatted(day / 31 + 1, day % 31 + 1, day * 7)))
                .allSatisfy(address -> assertThat(read(code(address), 410)).isEqualTo(address));
    }

    private static BufferedImage code(String address) {
        try {
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(QrCode.of(address).split(",")[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(BufferedImage code, int width) {
        BufferedImage seen = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = seen.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        pen.drawImage(code, 0, 0, width, width, null);
        pen.dispose();
        int[] pixels = seen.getRGB(0, 0, width, width, null, 0, width);
        try {
            return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, pixels))),
                    Map.of(DecodeHintType.TRY_HARDER, true)).getText();
        } catch (ReaderException e) {
            return e.toString();
        }
    }
}
