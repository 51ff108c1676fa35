package io.casework.casefile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What may be attached to a case. What a file is, is read from its first bytes; its name says nothing. */
public enum AttachmentKind {
    JPEG("照片", "image/jpeg", ".jpg", "jpeg", new int[] {0xFF, 0xD8, 0xFF}),
    PNG("图片", "image/png", ".png", "png", new int[] {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A}),
    PDF("PDF", "application/pdf", ".pdf", null, new int[] {'%', 'P', 'D', 'F', '-'});

    /** How many bytes {@link #of} wants to see. */
    static final int HEAD = 16;

    private final String label;
    private final String mediaType;
    private final String ending;
    private final String format;
    private final int[] head;

    AttachmentKind(String label, String mediaType, String ending, String format, int[] head) {
        this.label = label;
        this.mediaType = mediaType;
        this.ending = ending;
        this.format = format;
        this.head = head;
    }

    /** The kind of a file that begins with these bytes; empty for anything that may not be attached. */
    static Optional<AttachmentKind> of(byte[] beginning) {
        return Arrays.stream(values()).filter(kind -> kind.begins(beginning)).findFirst();
    }

    /** What a file is that may not be attached, where people can do something about it. */
    static String advice(byte[] beginning) {
        String text = new String(beginning, StandardCharsets.ISO_8859_1);
        if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
            return "WebP 图片不能上传，请另存为 JPEG 或 PNG 再上传";
        }
        if (text.startsWith("ftypheic", 4) || text.startsWith("ftypheix", 4) || text.startsWith("ftypmif1", 4)) {
            return "HEIC 照片不能上传，请在手机相机设置的“格式”里选“兼容性最佳”，或另存为 JPEG 再上传";
        }
        return "只能上传 JPEG 或 PNG 照片和 PDF 文件，这个文件的内容不是其中任何一种";
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Whether it is a picture, of which there is a small one too. */
    public boolean isPicture() {
        return format != null;
    }

    /** How names of such files end. */
    String ending() {
        return ending;
    }

    /** The name of the picture format, {@code null} for what is none. */
    String format() {
        return format;
    }

    private boolean begins(byte[] beginning) {
        for (int i = 0; i < head.length; i++) {
            if (i >= beginning.length || (beginning[i] & 0xFF) != head[i]) {
                return false;
            }
        }
        return true;
    }
}
