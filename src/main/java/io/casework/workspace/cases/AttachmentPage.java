package io.casework.workspace.cases;

import io.casework.casefile.Actor;
import io.casework.casefile.AttachmentView;
import io.casework.casefile.Attachments;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
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
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Photos and PDF files of a case: brought in, looked at, taken home, declared void. Whoever works at the case's site may bring them in. */
@Controller
@For(Audience.EVERYBODY)
class AttachmentPage {

    private static final String ATTACHMENTS = "/pages/cases/{number:[A-Z]{2,4}-\\d{8}-\\d{4,}}/attachments";
    private static final int MOST_AT_ONCE = 20;

    private final CaseDoor door;
    private final CaseFiles cases;
    private final Attachments attachments;
    private final Staffing staffing;

    AttachmentPage(CaseDoor door, CaseFiles cases, Attachments attachments, Staffing staffing) {
        this.door = door;
        this.cases = cases;
        this.attachments = attachments;
        this.staffing = staffing;
    }

    /** Keeps what is good of the files that came in, and says of each of the others why it was not kept. */
    @PostMapping(ATTACHMENTS)
    String add(@PathVariable String number, @RequestParam(name = "files", required = false) List<MultipartFile> files, Principal person, RedirectAttributes done)
            throws IOException {
        door.visible(number);
        List<MultipartFile> chosen = files == null ? List.of() : files.stream().filter(file -> !file.isEmpty() || !String.valueOf(file.getOriginalFilename()).isEmpty()).toList();
        List<String> refused = new ArrayList<>();
        int kept = 0;
        if (chosen.isEmpty()) {
            refused.add("请选择要上传的照片或 PDF 文件");
        } else if (chosen.size() > MOST_AT_ONCE) {
            refused.add("一次最多上传 " + MOST_AT_ONCE + " 个文件，请分几次上传");
        } else {
            Actor actor = actor(person);
            for (MultipartFile file : chosen) {
                try (InputStream content = file.getInputStream()) {
                    attachments.add(number, file.getOriginalFilename(), content, actor);
                    kept++;
                } catch (RuleViolation refusal) {
                    refused.add("“" + file.getOriginalFilename() + "”没有保存：" + refusal.getMessage());
                }
            }
        }
        if (kept > 0) {
            done.addFlashAttribute("done", "已保存 " + kept + " 个附件。");
        }
        done.addFlashAttribute("attachmentsRefused", refused);
        return "redirect:/pages/cases/" + number + "#attachments";
    }

    /** Older attachments. */
    @GetMapping(ATTACHMENTS)
    String older(@PathVariable String number, @RequestParam(defaultValue = "9223372036854775807") long before, Principal person, Model model) {
        CaseView file = door.visible(number);
        model.addAttribute("file", file);
        model.addAttribute("words", new CaseWords());
        model.addAttribute("me", person.getName());
        model.addAttribute("leads", door.leads(person.getName(), file.site()));
        CaseAttachments.fill(model, attachments, CaseAttachments.relatives(file, cases.children(number)), before);
        return "pages/cases/attachments";
    }

    /** The file itself; a picture is shown, a PDF is taken home. */
    @GetMapping(ATTACHMENTS + "/{id:\\d{1,18}}")
    ResponseEntity<Resource> content(@PathVariable String number, @PathVariable long id, @RequestParam(defaultValue = "false") boolean download) {
        AttachmentView attachment = visible(number, id);
        return KeptFileAnswers.whole(attachments.content(attachment, false), attachment.name(), attachment.kind(), attachment.sha256(), download);
    }

    /** The small picture. */
    @GetMapping(ATTACHMENTS + "/{id:\\d{1,18}}/small")
    ResponseEntity<Resource> small(@PathVariable String number, @PathVariable long id) {
        AttachmentView attachment = visible(number, id);
        return KeptFileAnswers.small(attachments.content(attachment, true), attachment.kind(), attachment.sha256());
    }

    /** Declares an attachment void: whoever brought it in, and those who answer for the case. */
    @PostMapping(ATTACHMENTS + "/{id:\\d{1,18}}/void")
    String declareVoid(@PathVariable String number, @PathVariable long id, @RequestParam(defaultValue = "") String reason, Principal person,
            RedirectAttributes done) {
        CaseView file = door.visible(number);
        AttachmentView attachment = visible(number, id);
        if (!attachment.uploadedBy().equals(person.getName()) && !door.leads(person.getName(), file.site())) {
            throw new AccessDeniedException("只有上传人、本小区的客服人员、客服主管和客户服务部经理可以作废附件");
        }
        try {
            attachments.declareVoid(number, id, reason, actor(person));
            done.addFlashAttribute("done", "附件“" + attachment.name() + "”已作废，仍可查看。");
        } catch (RuleViolation refusal) {
            done.addFlashAttribute("voidRefused", refusal.getMessage());
            done.addFlashAttribute("voidOf", id);
            done.addFlashAttribute("voidReason", reason);
        }
        return "redirect:/pages/cases/" + number + "#attachments";
    }

    private AttachmentView visible(String number, long id) {
        door.visible(number);
        return attachments.find(number, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "案件 " + number + " 没有这个附件"));
    }

    private Actor actor(Principal person) {
        return new Actor(person.getName(), staffing.nameOf(person.getName()));
    }
}
