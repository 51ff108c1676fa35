package io.casework.report.print;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.EncodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.QRCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The way from the paper back to the case. */
public final class QrCode {

    private static final int POINTS_PER_MODULE = 8;
    /** Modules left white around the code: readers need four to find it. */
    private static final int QUIET_ZONE = 4;
    /** Points per module at which a code is read back: as scanners and telephones see it. */
    private static final List<Integer> READ_BACK = List.of(3, 5, POINTS_PER_MODULE);
    private static final int WHITE = 0xFFFFFF;

    private QrCode() {
    }

    /**
     * A picture of the address, as {@code data:} that stands in the text itself. Middle error correction: paper gets dirty. It is read back before it is given
     * out: about one address in two hundred makes a pattern in the middle of the code that readers take for one of its corners, and gets another mask.
     */
    public static String of(String address) {
        BitMatrix modules = Stream.concat(Stream.of(Map.<EncodeHintType, Object>of()),
                        IntStream.range(0, QRCode.NUM_MASK_PATTERNS).mapToObj(mask -> Map.<EncodeHintType, Object>of(EncodeHintType.QR_MASK_PATTERN, mask)))
                .map(mask -> modules(address, mask)).filter(drawn -> isReadable(drawn, address)).findFirst()
                .orElseGet(() -> modules(address, Map.of()));
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(picture(modules, POINTS_PER_MODULE), "png", png);
            return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BitMatrix modules(String address, Map<EncodeHintType, Object> mask) {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        hints.put(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M);
        hints.put(EncodeHintType.MARGIN, QUIET_ZONE);
        hints.put(EncodeHintType.CHARACTER_SET, "UTF-8");
        hints.putAll(mask);
        try {
            return new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0, hints);
        } catch (WriterException e) {
            throw new IllegalArgumentException("an address too long for a code: " + address, e);
        }
    }

    /** Whether a reader that has to find the code first gets the address out of it, from near and from far. */
    private static boolean isReadable(BitMatrix modules, String address) {
        return READ_BACK.stream().allMatch(points -> address.equals(read(picture(modules, points))));
    }

    private static String read(BufferedImage picture) {
        int width = picture.getWidth();
        int[] pixels = picture.getRGB(0, 0, width, width, null, 0, width);
        try {
            return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, pixels)))).getText();
        } catch (ReaderException e) {
            return null;
        }
    }

    private static BufferedImage picture(BitMatrix modules, int points) {
        int size = modules.getWidth() * points;
        BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                picture.setRGB(x, y, modules.get(x / points, y / points) ? 0 : WHITE);
            }
        }
        return picture;
    }
}
