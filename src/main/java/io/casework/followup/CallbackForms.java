package io.casework.followup;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.customer.Customers;
import io.casework.platform.ChineseTime;
import io.casework.procedure.FormData;
import io.casework.procedure.FormRequest;
import io.casework.procedure.Markdown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What the callback forms show: how to reach the customer, and the attempts so far. */
@Component
class CallbackForms implements FormData {

    private final Callbacks callbacks;
    private final CaseFiles cases;
    private final Customers customers;

    CallbackForms(Callbacks callbacks, CaseFiles cases, Customers customers) {
        this.callbacks = callbacks;
        this.cases = cases;
        this.customers = customers;
    }

    @Override
    public boolean serves(String formId) {
        return formId.startsWith("customer-callback-");
    }

    @Override
    public Map<String, Object> data(FormRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        CallbackView callback = callbacks.open(request.caseNumber()).orElse(null);
        if (callback == null) {
            return shown;
        }
        CaseView view = cases.view(request.caseNumber());
        boolean refuses = customers.contactRefused(view.customerId());
        shown.put("callbackBrief", "**回访事项** " + callback.kind().label() + "\n\n" + (refuses ? "**客户已声明不接受回访，请勿打扰，直接选“客户不愿评价”。**"
                : view.customerPhone() == null ? "客户没有留下电话，请上门或用其他方式联系。"
                : "VISIT".equals(callback.proposedWay()) ? "建议上门回访。" : "请电话回访。"));
        shown.put("attemptList", attempts(callback));
        shown.put("contactWay", callback.proposedWay());
        return shown;
    }

    /** What the customer said in the callbacks of this case before, then the attempts of this one. */
    private String attempts(CallbackView callback) {
        Stream<String> before = callbacks.ofCase(callback.caseNumber()).stream().filter(earlier -> earlier.calledBackAt() != null)
                .map(earlier -> "- 上次回访 " + ChineseTime.minuteOfYear(earlier.calledBackAt()) + " " + earlier.calledByName() + "：" + earlier.result().label()
                        + (earlier.satisfaction() == null ? "" : "（" + earlier.satisfaction() + " 分）")
                        + (earlier.opinion() == null ? "" : "，" + Markdown.plain(earlier.opinion())));
        Stream<String> now = callbacks.attempts(callback.id()).stream()
                .map(attempt -> "- 第 " + attempt.number() + " 次 " + ChineseTime.minuteOfYear(attempt.at()) + " " + attempt.byName() + "："
                        + ("NO_CONTACT".equals(attempt.outcome()) ? "没有联系方式" : "未联系上"));
        String made = Stream.concat(before, now).collect(Collectors.joining("\n"));
        return made.isEmpty() ? "尚未联系过。" : made;
    }
}
