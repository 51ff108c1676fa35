package io.casework.workspace.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.Actor;
import io.casework.casefile.AttachmentView;
import io.casework.casefile.Attachments;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.KeptFiles;
import io.casework.casefile.NewCase;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.TestStaff;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Photos and PDF files of a case, good ones and bad ones, over HTTP as real people. */
@CaseworkTest
class AttachmentPageTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String EQUIPMENT = TestStaff.login("equipment", TestStaff.EAST);
    private static final String WEST_CLERK = TestStaff.login("clerk", TestStaff.WEST);
    private static final Path DIRECTORY = Path.of("target", "test-attachments");

    @LocalServerPort int port;
    @Autowired CaseFiles cases;
    @Autowired Attachments attachments;
    @Autowired KeptFiles files;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    private Door.Browser clerk;
    private String token;
    private String number;

    @BeforeEach
    void open() {
        number = caseAt(TestStaff.EAST, null);
        clerk = new Door(port).browser(CLERK);
        token = token(clerk, path(number));
    }

    private String caseAt(String site, String parent) {
        return transaction.execute(status -> cases.open(new NewCase(parent == null ? CaseKind.CONTACT : CaseKind.REPAIR, parent, site, "CALL", null, "王芳",
                null, null, "1栋101", "附件试验", "", null), Actor.SYSTEM).number());
    }

    private static String path(String number) {
        return "/pages/cases/" + number;
    }

    private static String token(Door.Browser browser, String page) {
        Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(browser.get(page).body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    /** Uploads and gives the page that follows. */
    private String upload(Map<String, byte[]> files) {
        Door.Answer answer = clerk.upload(path(number) + "/attachments", Map.of("_csrf", token), files);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return clerk.get(path(number)).body();
    }

    private List<AttachmentView> kept() {
        return attachments.of(List.of(number), Long.MAX_VALUE, 100);
    }

    private static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random();
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, x < width / 2 ? Color.RED.getRGB() : random.nextInt(0x1000000));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, format, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] pdf(String inside) {
        return ("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n" + inside + "\ntrailer<</Root 1 0 R>>\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void picturesAndPdfComeBackAsTheyWentInAndAreHarmlessInABrowser() throws Exception {
        byte[] jpeg = picture("jpeg", 1200, 900);
        byte[] png = picture("png", 300, 200);
        byte[] pdf = pdf("报告");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("现场 照片.JPG", jpeg);
        files.put("裂缝", png);
        files.put("报告.pdf", pdf);

        assertThat(upload(files)).contains("已保存 3 个附件", "现场 照片.JPG", "裂缝.png", "报告.pdf").doesNotContain("没有保存");

        Map<String, byte[]> sent = Map.of("现场 照片.JPG", jpeg, "裂缝.png", png, "报告.pdf", pdf);
        assertThat(kept()).extracting(AttachmentView::name).containsExactlyInAnyOrderElementsOf(sent.keySet());
        for (AttachmentView attachment : kept()) {
            byte[] content = sent.get(attachment.name());
            HttpResponse<byte[]> answer = clerk.download(path(number) + "/attachments/" + attachment.id());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(content);
            assertThat(attachment.sha256()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
            assertThat(attachment.uploadedByName()).isEqualTo("东苑客服人员");
            assertThat(answer.headers().allValues("Content-Type")).containsExactly(attachment.kind().mediaType());
            assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
            assertThat(answer.headers().firstValue("Content-Disposition")).get().asString()
                    .startsWith(attachment.kind().isPicture() ? "inline" : "attachment").contains("filename*=UTF-8''");
            assertThat(clerk.download(path(number) + "/attachments/" + attachment.id() + "?download=true").headers().firstValue("Content-Disposition")).get()
                    .asString().startsWith("attachment");
            HttpResponse<byte[]> small = clerk.download(path(number) + "/attachments/" + attachment.id() + "/small");
            if (attachment.kind().isPicture()) {
                BufferedImage seen = ImageIO.read(new ByteArrayInputStream(small.body()));
                assertThat(Math.max(seen.getWidth(), seen.getHeight())).isBetween(250, 480);
                assertThat(new Color(seen.getRGB(seen.getWidth() / 4, seen.getHeight() / 2)).getRed()).isGreaterThan(200);
            } else {
                assertThat(small.statusCode()).isEqualTo(404);
            }
        }
        assertThat(cases.timeline(number)).extracting(line -> line.kind()).filteredOn("ATTACHED"::equals).hasSize(3);
        assertThat(clerk.get(path(number) + "?kind=files").body()).contains("上传照片“现场 照片.JPG”");
    }

    @Test
    void theSmallPictureStandsUprightAsTheCameraWasHeld() throws Exception {
        byte[] jpeg = picture("jpeg", 400, 200);
        // EXIF with orientation 6: the camera was held upright, its picture lies.
        byte[] exif = HexFormat.of().parseHex("ffe1" + "0022" + "457869660000" + "4d4d002a00000008" + "0001" + "0112000300000001" + "00060000" + "00000000");
        ByteArrayOutputStream turned = new ByteArrayOutputStream();
        turned.write(jpeg, 0, 2);
        turned.write(exif);
        turned.write(jpeg, 2, jpeg.length - 2);

        upload(Map.of("竖拍.jpg", turned.toByteArray()));

        BufferedImage seen = ImageIO.read(new ByteArrayInputStream(clerk.download(path(number) + "/attachments/" + kept().get(0).id() + "/small").body()));
        assertThat(seen.getWidth()).isEqualTo(200);
        assertThat(seen.getHeight()).isEqualTo(400);
        Color top = new Color(seen.getRGB(100, 80));
        assertThat(top.getRed()).isGreaterThan(200);
        assertThat(top.getGreen()).isLessThan(60);
    }

    @Test
    void whatIsNoPhotoAndNoPdfIsRefusedWhateverItsName() throws Exception {
        Map<String, byte[]> bad = new LinkedHashMap<>();
        bad.put("程序.jpg", ("MZ\u0090\0" + "x".repeat(200)).getBytes(StandardCharsets.ISO_8859_1));
        bad.put("网页.png", "<!doctype html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        bad.put("矢量.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".getBytes(StandardCharsets.UTF_8));
        bad.put("动画.gif", picture("gif", 10, 10));
        bad.put("新格式.webp", "RIFF\0\0\0\0WEBPVP8 ".getBytes(StandardCharsets.ISO_8859_1));
        bad.put("苹果.heic", "\0\0\0\u0018ftypheic\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        bad.put("前面有网页.pdf", ("<script>alert(1)</script>" + new String(pdf(""), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        bad.put("没有结尾.pdf", "%PDF-1.7\nhalf".getBytes(StandardCharsets.UTF_8));
        bad.put("半张.png", java.util.Arrays.copyOf(picture("png", 50, 50), 60));
        bad.put("假照片.jpg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3});
        bad.put("空.jpg", new byte[0]);
        String page = upload(bad);

        assertThat(page.split("没有保存").length - 1).isEqualTo(bad.size());
        assertThat(page).contains("“程序.jpg”没有保存：只能上传 JPEG 或 PNG 照片和 PDF 文件", "WebP 图片不能上传", "兼容性最佳", "PDF 文件不完整", "图片读不出来", "文件是空的");
        assertThat(kept()).isEmpty();
        assertThat(cases.timeline(number)).noneMatch(line -> line.kind().equals("ATTACHED"));
        try (Stream<Path> left = Files.list(DIRECTORY.resolve("incoming"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aBombOfAHundredMegapixelsIsRefusedBeforeItUnfolds() throws Exception {
        byte[] bomb = blackPng(10_000, 10_000);
        assertThat(bomb.length).isLessThan(200_000);
        byte[] strip = blackPng(49_000_000, 1);

        String page = upload(Map.of("黑.png", bomb, "长条.png", strip));

        assertThat(page).contains("图片有 10000×10000 个像素，超过上限", "图片有 49000000×1 个像素");
        assertThat(kept()).isEmpty();
        assertThat(upload(Map.of("大.png", blackPng(7000, 7000)))).contains("已保存 1 个附件");
    }

    private static byte[] blackPng(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, 0, 0, 0, 0});
        chunk(out, "IHDR", header.toByteArray());
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(data, new Deflater(Deflater.BEST_COMPRESSION))) {
            byte[] line = new byte[width + 1];
            for (int y = 0; y < height; y++) {
                deflated.write(line);
            }
        }
        chunk(out, "IDAT", data.toByteArray());
        chunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) check.getValue());
    }

    @Test
    void aFileThatIsTooLargeIsRefusedAndTheOthersAreKept() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("大.pdf", pdf("x".repeat((int) attachments.maxBytes())));
        files.put("小.pdf", pdf("小"));
        assertThat(upload(files)).contains("已保存 1 个附件", "“大.pdf”没有保存：文件超过 20 MB");
        assertThat(kept()).extracting(AttachmentView::name).containsExactly("小.pdf");

        // What exceeds even the limit of the whole request never arrives.
        Door.Answer flood = clerk.upload(path(number) + "/attachments", Map.of("_csrf", token), Map.of("洪水.pdf", new byte[66 * 1024 * 1024]));
        assertThat(flood.status()).isBetween(400, 499);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void noNameReachesTheDiskOrTheReaderUncleaned() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("../../../../tmp/casework-escaped.pdf", pdf("1"));
        files.put("C:\\\\Windows\\\\evil.pdf", pdf("2"));
        files.put("报价\u202Efdp.exe", pdf("3"));
        files.put("<img src=x onerror=alert(1)>.pdf", pdf("4"));
        files.put("长".repeat(200) + ".pdf", pdf("5"));
        files.put("..", pdf("6"));
        String page = upload(files);

        assertThat(page).doesNotContain("<img src=x");
        assertThat(kept()).extracting(AttachmentView::name).containsExactlyInAnyOrder("casework-escaped.pdf", "evil.pdf", "报价fdp.exe.pdf",
                "<img src=x onerror=alert(1)>.pdf", "长".repeat(116) + ".pdf", "...pdf");
        assertThat(Path.of("/tmp/casework-escaped.pdf")).doesNotExist();
        List<String> stored = jdbc.queryForList("select stored_as from case_attachment where case_number = ?", String.class, number);
        assertThat(stored).allMatch(name -> name.matches("[0-9a-f]{40}"))
                .allMatch(name -> Files.isRegularFile(DIRECTORY.resolve(name.substring(0, 2)).resolve(name)));
    }

    @Test
    void aPictureWithAPageBehindItIsServedAsAPictureOnly() {
        byte[] png = picture("png", 20, 20);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(png);
        both.writeBytes("<script>alert(document.cookie)</script>".getBytes(StandardCharsets.UTF_8));
        upload(Map.of("两面.html", both.toByteArray()));
        AttachmentView attachment = kept().get(0);
        assertThat(attachment.name()).isEqualTo("两面.html.png");
        HttpResponse<byte[]> answer = clerk.download(path(number) + "/attachments/" + attachment.id());
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("image/png");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        byte[] small = clerk.download(path(number) + "/attachments/" + attachment.id() + "/small").body();
        assertThat(new String(small, StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }

    @Test
    void parentAndChildShareWhatWasPhotographed() {
        String child = caseAt(TestStaff.EAST, number);
        String stranger = caseAt(TestStaff.EAST, null);
        upload(Map.of("主案件.pdf", pdf("主")));
        clerk.upload(path(child) + "/attachments", Map.of("_csrf", token), Map.of("子案件.pdf", pdf("子")));

        assertThat(clerk.get(path(child)).body()).contains("主案件.pdf", "来自 " + number, "子案件.pdf");
        assertThat(clerk.get(path(number)).body()).contains("主案件.pdf", "子案件.pdf", "来自 " + child);
        assertThat(clerk.get(path(stranger)).body()).doesNotContain("主案件.pdf");
        assertThat(clerk.get(path(stranger) + "/attachments/" + kept().get(0).id()).status()).isEqualTo(404);
    }

    @Test
    void anotherSiteNeitherSeesNorBringsNorVoids() {
        upload(Map.of("内部.pdf", pdf("内部")));
        long id = kept().get(0).id();
        Door.Browser stranger = new Door(port).browser(WEST_CLERK);
        String foreign = token(stranger, "/pages/notices");
        for (String page : List.of("", "/" + id, "/" + id + "/small")) {
            assertThat(stranger.get(path(number) + "/attachments" + page).status()).as(page).isEqualTo(404);
        }
        assertThat(stranger.upload(path(number) + "/attachments", Map.of("_csrf", foreign), Map.of("a.pdf", pdf("a"))).status()).isEqualTo(404);
        assertThat(stranger.form(path(number) + "/attachments/" + id + "/void", Map.of("_csrf", foreign, "reason", "x")).status()).isEqualTo(404);
        assertThat(new Door(port).anonymous().get(path(number) + "/attachments/" + id).status()).isEqualTo(302);
        assertThat(clerk.upload(path(number) + "/attachments", Map.of(), Map.of("a.pdf", pdf("a"))).status()).as("without token").isEqualTo(403);
        assertThat(kept()).hasSize(1).noneMatch(AttachmentView::isVoid);
    }

    @Test
    void anAttachmentIsDeclaredVoidWithAReasonByThoseWhoMayAndStays() {
        upload(Map.of("拍错.pdf", pdf("错")));
        long id = kept().get(0).id();
        Door.Browser equipment = new Door(port).browser(EQUIPMENT);
        String theirs = token(equipment, path(number));
        assertThat(equipment.get(path(number)).body()).doesNotContain("/attachments/" + id + "/void");
        assertThat(equipment.form(path(number) + "/attachments/" + id + "/void", Map.of("_csrf", theirs, "reason", "拍错")).status()).isEqualTo(403);

        assertThat(clerk.form(path(number) + "/attachments/" + id + "/void", Map.of("_csrf", token, "reason", " ")).status()).isEqualTo(302);
        assertThat(clerk.get(path(number)).body()).contains("请填写作废原因");
        assertThat(kept().get(0).isVoid()).isFalse();
        clerk.form(path(number) + "/attachments/" + id + "/void", Map.of("_csrf", token, "reason", "拍的是<b>别家</b>"));
        String page = clerk.get(path(number)).body();
        assertThat(page).contains("已作废：拍的是&lt;b&gt;别家&lt;/b&gt;", "拍错.pdf").doesNotContain("<b>别家");
        assertThat(clerk.download(path(number) + "/attachments/" + id).body()).isEqualTo(pdf("错"));
        clerk.form(path(number) + "/attachments/" + id + "/void", Map.of("_csrf", token, "reason", "再来"));
        assertThat(clerk.get(path(number)).body()).doesNotContain("再来");
        assertThat(kept().get(0).voidReason()).startsWith("拍的是");
        assertThat(cases.timeline(number)).extracting(line -> line.kind()).filteredOn("ATTACHMENT_VOIDED"::equals).hasSize(1);

        // Not even the database takes it away.
        assertThatThrownBy(() -> jdbc.update("delete from case_attachment where id = ?", id)).hasMessageContaining("not deleted");
        assertThatThrownBy(() -> jdbc.update("update case_attachment set name = 'x' where id = ?", id)).hasMessageContaining("declared void");

        // And the same file may come again, now that the first one does not count.
        assertThat(upload(Map.of("又一次.pdf", pdf("错")))).contains("已保存 1 个附件");
        assertThat(upload(Map.of("第三次.pdf", pdf("错")))).contains("这个文件已经保存在案件里");
    }

    @Test
    void aFileThatNothingRefersToIsSweptAfterADayAndNothingElse() throws Exception {
        upload(Map.of("照片.png", picture("png", 30, 30)));
        String stored = jdbc.queryForObject("select stored_as from case_attachment where case_number = ?", String.class, number);
        Path kept = DIRECTORY.resolve(stored.substring(0, 2)).resolve(stored);
        Path small = kept.resolveSibling(stored + ".small");
        String orphanName = "00" + "f".repeat(38);
        Path orphan = Files.createDirectories(DIRECTORY.resolve("00")).resolve(orphanName);
        Path orphanSmall = orphan.resolveSibling(orphanName + ".small");
        Path half = DIRECTORY.resolve("incoming").resolve("half");
        Path fresh = DIRECTORY.resolve("00").resolve("00" + "e".repeat(38));
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
        for (Path path : List.of(orphan, orphanSmall, half, fresh)) {
            Files.writeString(path, "x");
        }
        for (Path path : List.of(kept, small, orphan, orphanSmall, half)) {
            Files.setLastModifiedTime(path, old);
        }

        files.sweep();

        assertThat(kept).exists();
        assertThat(small).exists();
        assertThat(fresh).exists();
        assertThat(orphan).doesNotExist();
        assertThat(orphanSmall).doesNotExist();
        assertThat(half).doesNotExist();
        Files.delete(fresh);
    }

    @Test
    void aTransactionThatFailsLeavesNoFile() throws Exception {
        long before = files();
        assertThatThrownBy(() -> attachments.add("KF-19990101-0001", "x.pdf", new ByteArrayInputStream(pdf("x")), Actor.SYSTEM)).hasMessageContaining("没有编号");
        assertThat(files()).isEqualTo(before);
    }

    private static long files() throws IOException {
        try (Stream<Path> all = Files.walk(DIRECTORY)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
