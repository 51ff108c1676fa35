package io.casework.contact.process;

import io.casework.casefile.CaseFiles;
import io.casework.contact.ContactRegister;
import io.casework.contact.ContactView;
import io.casework.contact.CustomerReplies;
import io.casework.customer.WarrantyItem;
import io.casework.customer.WarrantyItems;
import io.casework.platform.ChineseTime;
import io.casework.procedure.FormData;
import io.casework.procedure.FormRequest;
import io.casework.procedure.Markdown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the forms of contact-intake show beside the head of the case: what the caller said, the proposal and why, what was answered and tried. */
@Component
class ContactForms implements FormData {

    /** The limits of each kind of matter, which the clerk explains to the customer (AS-INT-13). */
    private static final String SCOPE = """
            - **服务工作单** 已过质保期，或属物业公司正常维修范围的，由设备管理部维修。
            - **整改类** 质保期内，属施工单位或开发企业保修范围的，以工作联系单交开发企业项目部。
            - **维修派工** 小区有维修队的质保期内维修（A类）；过质保期仍须由公司承担的维修（B类）。
            - **其他类** 电话、宽带、热水器、可视对讲、防盗门等由外联单位负责的维修。
            - **沟通类** 需要与其他客户、外联单位或其他部门沟通，预计二日以上（含二日）的意见和建议。
            - **投诉** 客户明确表示投诉的一切事项。
            - **特约服务** 客户要求的特约服务，另行约定价格。
            """;

    private final ContactRegister register;
    private final CustomerReplies replies;
    private final CaseFiles cases;
    private final WarrantyItems items;

    ContactForms(ContactRegister register, CustomerReplies replies, CaseFiles cases, WarrantyItems items) {
        this.register = register;
        this.replies = replies;
        this.cases = cases;
        this.items = items;
    }

    @Override
    public boolean serves(String formId) {
        return formId.startsWith("contact-intake-") && !formId.equals("contact-intake-start");
    }

    @Override
    public Map<String, Object> data(FormRequest request) {
        ContactView line = register.view(request.caseNumber());
        Map<String, Object> shown = new LinkedHashMap<>();
        switch (request.formId()) {
            case "contact-intake-identify" -> identify(line, shown);
            case "contact-intake-confirm", "contact-intake-decide" -> classify(line, shown);
            case "contact-intake-answer" -> shown.put("centreNote", line.isAnswered() || line.answer() == null ? ""
                    : Markdown.line("集团客户关系中心退回说明", line.answer()));
            case "contact-intake-centre" -> shown.put("question", Markdown.plain(line.question()));
            default -> reply(line, shown);
        }
        return shown;
    }

    private static void identify(ContactView line, Map<String, Object> shown) {
        shown.put("callerSaid", "**来电来访时的说法**\n\n" + Markdown.line("姓名", line.callerName()) + Markdown.line("电话", line.callerPhone())
                + Markdown.line("房号", line.unitText()));
        put(shown, "callerName", line.callerName());
        put(shown, "callerPhone", line.callerPhone());
        put(shown, "unitText", line.unitText());
    }

    private void classify(ContactView line, Map<String, Object> shown) {
        shown.put("kind", line.kind().name());
        shown.put("proposal", proposal(line));
        shown.put("returned", line.returnReason() == null ? "" : Markdown.line("退回次数", line.returned() == 0 ? null : line.returned())
                + Markdown.line("原因", line.returnReason()));
        shown.put("scope", SCOPE);
        shown.put("category", line.proposedCategory().name());
        put(shown, "responsibility", line.responsibility() == null ? null : line.responsibility().name());
        put(shown, "needsCoordination", line.coordination());
        put(shown, "expectedDays", line.expectedDays());
        if (line.isAnswered()) {
            put(shown, "answer", line.answer());
        }
    }

    private String proposal(ContactView line) {
        String item = line.repairItem() == null ? null : items.item(line.repairItem()).map(WarrantyItem::name).orElse(line.repairItem());
        return Markdown.line("事项种类", line.kind().label() + (line.complaintStated() && !line.kind().label().equals("投诉") ? "（客户明确表示投诉）" : ""))
                + Markdown.line("报修项目", item)
                + (item == null ? "" : Markdown.line("质保期", line.warranty().label() + (line.warrantyUntil() == null ? "" : "，最后一日 " + line.warrantyUntil())))
                + Markdown.line("建议分类", line.proposedCategory().label())
                + Markdown.line("依据", line.proposalRule() + "：" + line.proposalReason())
                + Markdown.line("客户希望的时间", ChineseTime.minute(line.wantedAt()));
    }

    private void reply(ContactView line, Map<String, Object> shown) {
        shown.put("handling", Markdown.plain(cases.view(line.caseNumber()).handling()));
        String tried = replies.attempts(line.caseNumber()).stream()
                .map(attempt -> "- " + ChineseTime.minute(attempt.at()) + " " + Markdown.plain(attempt.byName()) + "：" + Markdown.plain(attempt.note()))
                .collect(Collectors.joining("\n"));
        shown.put("attempts", tried.isEmpty() ? "" : "**已联系**\n\n" + tried);
    }

    private static void put(Map<String, Object> shown, String key, Object value) {
        if (value != null) {
            shown.put(key, value);
        }
    }
}
