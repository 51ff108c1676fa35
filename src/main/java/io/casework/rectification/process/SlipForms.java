package io.casework.rectification.process;

import io.casework.organisation.Staffing;
import io.casework.procedure.FormData;
import io.casework.procedure.FormRequest;
import io.casework.procedure.Markdown;
import io.casework.rectification.Slips;
import io.casework.rectification.SlipView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The slip as the forms on its way show it, and what was filled in before where it comes back to be completed. */
@Component
class SlipForms implements FormData {

    private final Slips slips;
    private final Staffing staffing;

    SlipForms(Slips slips, Staffing staffing) {
        this.slips = slips;
        this.staffing = staffing;
    }

    @Override
    public boolean serves(String formId) {
        return formId.startsWith("rectification-slip-");
    }

    @Override
    public Map<String, Object> data(FormRequest request) {
        return slips.latest(request.caseNumber()).map(slip -> shown(slip, request.formId())).orElse(Map.of());
    }

    private Map<String, Object> shown(SlipView slip, String formId) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("slipCard", card(slip));
        if (formId.equals("rectification-slip-fill") && slip.state().equals("RETURNED")) {
            shown.put("slipSubject", slip.subject());
            shown.put("location", slip.location());
            shown.put("slipContent", slip.content());
            shown.put("requestedBy", slip.requestedBy());
        }
        return shown;
    }

    private String card(SlipView slip) {
        return Markdown.line("联系事由", slip.subject()) + Markdown.line("部位", slip.location()) + Markdown.line("整改内容", slip.content())
                + Markdown.line("要求完成", slip.requestedBy())
                + (slip.signedAt() == null ? "" : Markdown.line("主任签字", staffing.nameOf(slip.director())))
                + Markdown.line("项目部经办人", slip.handler()) + Markdown.line("整改情况", slip.workDone())
                + (slip.confirmedBy() == null ? "" : Markdown.line("项目部确认签字", staffing.nameOf(slip.confirmedBy())))
                + Markdown.line("退回理由", "RETURNED".equals(slip.state()) ? slip.returnReason() : null)
                + Markdown.line("上次核对", slip.checkRemark());
    }
}
