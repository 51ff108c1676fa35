package io.casework.workspace.records;

import io.casework.platform.RuleViolation;
import io.casework.recordbook.RecordAttachment;
import io.casework.recordbook.RecordAttachments;
import io.casework.recordbook.RecordEntry;
import io.casework.workspace.Audience;
import io.casework.workspace.For;
import io.casework.workspace.KeptFileAnswers;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Photos and PDF files of an entry of the record book: its keepers bring them in and declare them void, its readers look at them. */
@Controller
@For(Audience.RECORD_KEEPERS)
class RecordAttachmentPage {

    private static final String ATTACHMENTS = RecordsPage.ENTRY + "/attachments";
    private static final int MOST_AT_ONCE = 20;

    private final RecordDoor door;
    private final RecordAttachments attachments;

    RecordAttachmentPage(RecordDoor door, RecordAttachments attachments) {
        this.door = door;
        this.attachments = attachments;
    }

    /** Keeps what is good of the files that came in, and says of each of the others why it was not kept. */
    @PostMapping(ATTACHMENTS)
    String add(Principal person, @PathVariable String number, @RequestParam(name = "files", required = false) List<MultipartFile> files, RedirectAttributes after)
            throws IOException {
        door.readable(person.getName(), number, true);
        List<MultipartFile> chosen = files == null ? List.of() : files.stream().filter(file -> !file.isEmpty() || !String.valueOf(file.getOriginalFilename()).isEmpty()).toList();
        List<String> refused = new ArrayList<>();
        int kept = 0;
        if (chosen.isEmpty()) {
            refused.add("请选择要上传的照片或 PDF 文件。");
        } else if (chosen.size() > MOST_AT_ONCE) {
            refused.add("一次最多上传 " + MOST_AT_ONCE + " 个文件，请分几次上传。");
        } else {
            for (MultipartFile file : chosen) {
                try (InputStream content = file.getInputStream()) {
                    attachments.add(number, file.getOriginalFilename(), content, person.getName());
                    kept++;
                } catch (RuleViolation refusal) {
                    refused.add("“" + file.getOriginalFilename() + "”没有保存：" + refusal.getMessage());
                }
            }
        }
        if (kept > 0) {
            after.addFlashAttribute("attached", "已保存 " + kept + " 个附件。");
        }
        after.addFlashAttribute("attachmentsRefused", refused);
        return "redirect:/pages/records/entry/" + number + "#attachments";
    }

    /** The file itself; a picture is shown, a PDF is taken home. */
    @GetMapping(ATTACHMENTS + "/{id:\\d{1,18}}")
    ResponseEntity<Resource> content(Principal person, @PathVariable String number, @PathVariable long id, @RequestParam(defaultValue = "false") boolean download) {
        RecordAttachment attachment = visible(person, number, id);
        return KeptFileAnswers.whole(attachments.content(attachment, false), attachment.name(), attachment.kind(), attachment.sha256(), download);
    }

    /** The small picture. */
    @GetMapping(ATTACHMENTS + "/{id:\\d{1,18}}/small")
    ResponseEntity<Resource> small(Principal person, @PathVariable String number, @PathVariable long id) {
        RecordAttachment attachment = visible(person, number, id);
        return KeptFileAnswers.small(attachments.content(attachment, true), attachment.kind(), attachment.sha256());
    }

    /** Declares an attachment void. */
    @PostMapping(ATTACHMENTS + "/{id:\\d{1,18}}/void")
    String declareVoid(Principal person, @PathVariable String number, @PathVariable long id, @RequestParam(defaultValue = "") String reason, RedirectAttributes after) {
        door.readable(person.getName(), number, true);
        RecordAttachment attachment = visible(person, number, id);
        try {
            attachments.declareVoid(number, id, reason, person.getName());
            after.addFlashAttribute("attached", "附件“" + attachment.name() + "”已作废，仍可查看。");
        } catch (RuleViolation refusal) {
            after.addFlashAttribute("voidRefused", refusal.getMessage());
            after.addFlashAttribute("voidOf", id);
            after.addFlashAttribute("voidReason", reason);
        }
        return "redirect:/pages/records/entry/" + number + "#attachments";
    }

    private RecordAttachment visible(Principal person, String number, long id) {
        RecordEntry entry = door.readable(person.getName(), number, false);
        return attachments.find(entry, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "记录 " + number + " 没有这个附件"));
    }
}
