package io.casework.workspace.cases;

import io.casework.casefile.AttachmentView;
import io.casework.casefile.Attachments;
import io.casework.casefile.CaseView;
import java.util.ArrayList;
import java.util.List;
import org.springframework.ui.Model;

/** Puts the attachments of a case and of its nearest relatives on a page, some at a time. */
final class CaseAttachments {

    private static final int SHOWN = 24;

    private CaseAttachments() {
    }

    /** The case, the case that it belongs to and those that belong to it: they share what was photographed. */
    static List<String> relatives(CaseView file, List<CaseView> children) {
        List<String> numbers = new ArrayList<>(List.of(file.number()));
        if (file.parentNumber() != null) {
            numbers.add(file.parentNumber());
        }
        children.forEach(child -> numbers.add(child.number()));
        return numbers;
    }

    static void fill(Model model, Attachments attachments, List<String> numbers, long before) {
        List<AttachmentView> found = attachments.of(numbers, before, SHOWN + 1);
        List<AttachmentView> shown = found.subList(0, Math.min(SHOWN, found.size()));
        model.addAttribute("attachments", shown);
        model.addAttribute("olderAttachments", found.size() > SHOWN ? shown.get(SHOWN - 1).id() : null);
        model.addAttribute("maxMegabytes", attachments.maxBytes() / 1024 / 1024);
    }
}
