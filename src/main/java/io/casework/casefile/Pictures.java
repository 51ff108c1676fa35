package io.casework.casefile;

import io.casework.platform.RuleViolation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.springframework.stereotype.Component;

/**
 * Looks into pictures: how large they unfold, which is asked before anything is unfolded, and a small one drawn anew from the pixels, so that nothing of the
 * original file but its colours is in it. Two at a time, whatever comes in.
 */
@Component
class Pictures {

    private static final int SMALL = 480;
    private static final int LONGEST_SIDE = 20_000;
    private static final float QUALITY = 0.8f;
    private static final int ORIENTATION = 0x0112;

    private final long maxPixels;
    private final Semaphore hands = new Semaphore(2, true);

    Pictures(AttachmentProperties properties) {
        this.maxPixels = properties.maxPixels();
    }

    /**
     * What was seen.
     *
     * @param small a small JPEG, turned as the camera was held
     */
    record Seen(int width, int height, byte[] small) {
    }

    /** @throws RuleViolation when it has more pixels than allowed or cannot be read to its end */
    Seen look(Path file, AttachmentKind kind) {
        hands.acquireUninterruptibly();
        try {
            return read(file, kind);
        } finally {
            hands.release();
        }
    }

    private Seen read(Path file, AttachmentKind kind) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(kind.format()).next();
        try (FileImageInputStream stream = new FileImageInputStream(file.toFile())) {
            reader.setInput(stream, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width > LONGEST_SIDE || height > LONGEST_SIDE || (long) width * height > maxPixels) {
                throw new RuleViolation("files", "图片有 " + width + "×" + height + " 个像素，超过上限（" + maxPixels / 10_000 + " 万像素），请缩小后再上传");
            }
            ImageReadParam every = reader.getDefaultReadParam();
            int step = Math.max(1, Math.max(width, height) / (2 * SMALL));
            every.setSourceSubsampling(step, step, 0, 0);
            BufferedImage image = reader.read(0, every);
            return new Seen(width, height, jpeg(smaller(image, kind == AttachmentKind.JPEG ? orientation(file) : 1)));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException | IllegalStateException unreadable) {
            throw new RuleViolation("files", "图片读不出来，可能已经损坏或格式特殊，请另存为普通 JPEG 再上传");
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage smaller(BufferedImage image, int orientation) {
        double scale = Math.min(1, (double) SMALL / Math.max(image.getWidth(), image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        boolean lying = orientation >= 5;
        BufferedImage small = new BufferedImage(lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D hand = small.createGraphics();
        hand.setColor(Color.WHITE);
        hand.fillRect(0, 0, small.getWidth(), small.getHeight());
        hand.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        AffineTransform turn = turned(orientation, width, height);
        turn.scale((double) width / image.getWidth(), (double) height / image.getHeight());
        hand.drawImage(image, turn, null);
        hand.dispose();
        return small;
    }

    /** From the picture as it is stored to the picture as it is to be seen; {@code width} and {@code height} as stored. */
    private static AffineTransform turned(int orientation, double width, double height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** How the camera was held, 1 to 8 as EXIF counts; 1 where the picture does not say so, or says it in a way that is not understood. */
    private static int orientation(Path file) {
        try (InputStream stream = Files.newInputStream(file); DataInputStream data = new DataInputStream(stream)) {
            data.readUnsignedShort();
            for (int segments = 0; segments < 20; segments++) {
                int marker = data.readUnsignedShort();
                int length = data.readUnsignedShort() - 2;
                if ((marker & 0xFF00) != 0xFF00 || marker == 0xFFDA || length < 0) {
                    return 1;
                }
                byte[] segment = data.readNBytes(length);
                if (marker == 0xFFE1 && segment.length > 14 && new String(segment, 0, 6, StandardCharsets.ISO_8859_1).equals("Exif\0\0")) {
                    return orientation(ByteBuffer.wrap(segment, 6, segment.length - 6).slice());
                }
            }
            return 1;
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException notUnderstood) {
            return 1;
        }
    }

    private static int orientation(ByteBuffer exif) {
        exif.order(exif.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = exif.getInt(4);
        int entries = Math.min(exif.getShort(directory) & 0xFFFF, 200);
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((exif.getShort(entry) & 0xFFFF) == ORIENTATION) {
                int value = exif.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }
}
