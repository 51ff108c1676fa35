package io.casework.report.imports;

import io.casework.platform.RuleViolation;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Says what an uploaded file is by what stands in it, not by its name alone, and opens it or says in words why not and how to save it. */
final class TableFiles {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final int HEAD = 8;
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private TableFiles() {
    }

    /**
     * Opens a workbook or a CSV file.
     *
     * @param name the name that the person's file has
     * @throws RuleViolation on {@code file} when it is something else
     */
    static Table open(Path file, String name) throws IOException {
        String low = name.toLowerCase(Locale.ROOT);
        byte[] head = head(file);
        if (Files.size(file) == 0) {
            throw refused("文件是空的，没有内容。请确认选对了文件，并在 Excel 里保存后再上传。");
        }
        if (starts(head, OLE)) {
            throw refused(contains(file, ENCRYPTED)
                    ? "文件有打开密码，不能读取。请在 Excel 里“文件 → 信息 → 保护工作簿 → 用密码进行加密”清空密码，保存后再上传。"
                    : "这是旧格式的 Excel 文件（.xls），不能读取。请在 Excel 里“另存为”，类型选“Excel 工作簿（*.xlsx）”，再上传。");
        }
        if (low.endsWith(".xlsm") || low.endsWith(".xltm") || low.endsWith(".xlsb")) {
            throw refused("带宏的工作簿不接受。请在 Excel 里“另存为”，类型选“Excel 工作簿（*.xlsx）”，再上传。");
        }
        if (starts(head, ZIP)) {
            return Workbook.open(file);
        }
        if (low.endsWith(".xlsx")) {
            throw refused("这不是 Excel 工作簿，虽然文件名以 .xlsx 结尾（可能是图片或别的文件改了名）。请在 Excel 里打开原表，另存为“Excel 工作簿（*.xlsx）”。");
        }
        if (low.endsWith(".csv") || low.endsWith(".txt") || low.endsWith(".tsv")) {
            return CsvFile.open(file);
        }
        throw refused("只接受 Excel 工作簿（.xlsx）和 CSV 文件（.csv）。请在 Excel 里“另存为”其中一种，再上传。");
    }

    static RuleViolation refused(String message) {
        return new RuleViolation("file", message);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean starts(byte[] head, byte[] mark) {
        return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
    }

    private static boolean contains(Path file, byte[] wanted) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] window = new byte[wanted.length];
            int filled = 0;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (filled < window.length) {
                    window[filled++] = (byte) next;
                } else {
                    System.arraycopy(window, 1, window, 0, window.length - 1);
                    window[window.length - 1] = (byte) next;
                }
                if (filled == window.length && Arrays.equals(window, wanted)) {
                    return true;
                }
            }
            return false;
        }
    }
}
