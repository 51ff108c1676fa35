package io.casework.workspace.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casework.casefile.KeptFiles;
import io.casework.platform.RuleViolation;
import io.casework.recordbook.RecordAttachment;
import io.casework.recordbook.RecordAttachments;
import io.casework.recordbook.RecordBook;
import io.casework.recordbook.RecordDraft;
import io.casework.recordbook.RecordEntry;
import io.casework.testkit.CaseworkTest;
import io.casework.testkit.Door;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** Photos and PDF files of an entry of the record book over HTTP: what keepers, readers and other sites see and may do. */
@CaseworkTest
class RecordAttachmentPageTest {

    private static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    private static final String READER = "audit";
    private static final String WEST_CLERK = TestStaff.login("clerk", TestStaff.WEST);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort int port;
    @Autowired RecordBook book;
    @Autowired RecordAttachments attachments;
    @Autowired KeptFiles files;
    @Autowired JdbcTemplate jdbc;
    @Autowired TurnableClock clock;

    private Door.Browser clerk;
    private RecordEntry entry;

    @BeforeEach
    void anInspection() {
        clock.reset();
        clerk = new Door(port).browser(CLERK);
        entry = inspection("东门 " + UUID.randomUUID());
    }

    private RecordEntry inspection(String location) {
        return book.enter("inspections", new RecordDraft(TestStaff.EAST, "2026-07-06", "", "", Map.of("area", "绿化", "location", location, "inspectors", "王师傅", "findings", "草坪枯黄",
                "problem", "yes")), CLERK);
    }

    private static byte[] photo(int rgb) throws IOException {
        BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 900; x++) {
            image.setRGB(x, x % 600, rgb);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }

    private static byte[] pdf() {
        return ("%PDF-1.4\n" + UUID.randomUUID() + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private String path() {
        return "/pages/records/entry/" + entry.number();
    }

    private static String token(Door.Browser browser) {
        Matcher token = TOKEN.matcher(browser.get("/pages/notices").body());
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private String upload(Map<String, byte[]> content) {
        Door.Answer answer = clerk.upload(path() + "/attachments", Map.of("_csrf", token(clerk)), content);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("location")).endsWith(path() + "#attachments");
        return clerk.get(path()).body();
    }

    @Test
    void aKeeperAddsPhotosAndPapersThatReadersSee() throws IOException {
        assertThat(clerk.get(path()).body()).contains("还没有附件。", "添加照片或 PDF");
        byte[] photo = photo(0xff8800);
        byte[] paper = pdf();
        Map<String, byte[]> content = new LinkedHashMap<>();
        content.put("../现场.JPG", photo);
        content.put("签到表", paper);
        content.put("脚本.html", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));
        assertThat(upload(content)).contains("已保存 2 个附件。", "现场.JPG", "签到表.pdf", "“脚本.html”没有保存", "不是其中任何一种").doesNotContain("../现场");
        List<RecordAttachment> kept = attachments.of(entry);
        assertThat(kept).extracting(RecordAttachment::name).containsExactly("现场.JPG", "签到表.pdf");

        Door.Browser reader = new Door(port).browser(READER);
        Door.Answer page = reader.get(path());
        assertThat(page.body()).contains("现场.JPG", "东苑").doesNotContain("添加照片或 PDF", "作废这个附件");
        Door.Answer shown = reader.get(path() + "/attachments/" + kept.get(0).id());
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.header("content-type")).isEqualTo("image/jpeg");
        assertThat(shown.header("content-security-policy")).contains("sandbox");
        assertThat(reader.get(path() + "/attachments/" + kept.get(1).id()).header("content-disposition")).startsWith("attachment");
        assertThat(reader.get(path() + "/attachments/" + kept.get(0).id() + "/small").header("content-type")).isEqualTo("image/jpeg");
        assertThat(reader.get(path() + "/attachments/" + kept.get(1).id() + "/small").status()).isEqualTo(404);
        assertThat(Files.readAllBytes(attachments.content(kept.get(0), false))).isEqualTo(photo);

        assertThat(upload(Map.of("又一次.jpg", photo))).contains("这个文件已经保存在这条记录里");
        assertThat(upload(Map.of())).contains("请选择要上传的照片或 PDF 文件。");
        String register = new Door(port).browser(TestStaff.login("records-clerk", TestStaff.EAST)).get("/pages/registers/record-inspections?c.number=" + entry.number()).body();
        assertThat(register).contains("附件").containsPattern("data-label=\"附件\"[^>]*>\\s*2\\s*</td>");
    }

    @Test
    void whatShouldNotCountIsDeclaredVoidWithAReasonAndStays() throws IOException {
        upload(Map.of("拍错了.jpg", photo(0x112233)));
        RecordAttachment attachment = attachments.of(entry).get(0);
        String address = path() + "/attachments/" + attachment.id() + "/void";
        assertThat(clerk.form(address, Map.of("_csrf", token(clerk), "reason", " ")).status()).isEqualTo(302);
        assertThat(clerk.get(path()).body()).contains("请写明为什么作废。");
        clerk.form(address, Map.of("_csrf", token(clerk), "reason", "拍错了楼栋"));
        assertThat(clerk.get(path()).body()).contains("已作废：拍错了楼栋", "拍错了.jpg");
        assertThatThrownBy(() -> attachments.declareVoid(entry.number(), attachment.id(), "再来", CLERK)).isInstanceOf(RuleViolation.class);
        assertThatThrownBy(() -> jdbc.update("delete from record_attachment where id = ?", attachment.id())).hasMessageContaining("not deleted");
        assertThatThrownBy(() -> jdbc.update("update record_attachment set name = 'x' where id = ?", attachment.id())).hasMessageContaining("void");
    }

    @Test
    void otherSitesReadersAndVoidEntriesTakeNoFile() throws IOException {
        upload(Map.of("门.jpg", photo(0x445566)));
        long id = attachments.of(entry).get(0).id();
        Door.Browser west = new Door(port).browser(WEST_CLERK);
        Door.Browser reader = new Door(port).browser(READER);
        assertThat(west.get(path() + "/attachments/" + id).status()).isEqualTo(404);
        assertThat(west.get(path() + "/attachments/" + id + "/small").status()).isEqualTo(404);
        assertThat(west.upload(path() + "/attachments", Map.of("_csrf", token(west)), Map.of("a.pdf", pdf())).status()).isEqualTo(404);
        assertThat(reader.upload(path() + "/attachments", Map.of("_csrf", token(reader)), Map.of("a.pdf", pdf())).status()).isEqualTo(403);
        assertThat(reader.form(path() + "/attachments/" + id + "/void", Map.of("_csrf", token(reader), "reason", "不要")).status()).isEqualTo(403);
        RecordEntry other = inspection("西门 " + UUID.randomUUID());
        assertThat(clerk.get("/pages/records/entry/" + other.number() + "/attachments/" + id).status()).as("of another entry").isEqualTo(404);
        book.voidEntry(entry.number(), 1, "重复", CLERK);
        assertThat(upload(Map.of("b.pdf", pdf()))).contains("这条记录已经作废", "门.jpg");
        assertThat(attachments.of(entry)).hasSize(1);
    }

    @Test
    void filesOfEntriesAreNotSweptAway() throws IOException {
        RecordAttachment kept = attachments.add(entry.number(), "门.jpg", new ByteArrayInputStream(photo(0x778899)), CLERK);
        Path path = attachments.content(kept, false);
        Path stray = path.resolveSibling(path.getFileName().toString().substring(0, 2) + "0".repeat(38));
        Files.write(stray, new byte[] {1});
        for (Path file : List.of(path, attachments.content(kept, true), stray)) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        files.sweep();
        assertThat(path).exists();
        assertThat(attachments.content(kept, true)).exists();
        assertThat(stray).doesNotExist();
    }
}
