package io.casework.testkit;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.NewCase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens cases without the intake and hands them to a procedure as a calling process would, so that a called procedure can be walked by itself. */
@Component
public class ProbeCases {

    private static final AtomicInteger PHONES = new AtomicInteger(10_000_000);

    private final CaseFiles cases;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;

    ProbeCases(CaseFiles cases, RuntimeService runtime, TransactionTemplate transaction) {
        this.cases = cases;
        this.runtime = runtime;
        this.transaction = transaction;
    }

    /** A phone number that no other test has. */
    public static String phone() {
        return "155" + PHONES.incrementAndGet();
    }

    /** Opens a case at {@link TestStaff#EAST} for a customer with this phone; {@code null} for one who left none. */
    public String open(String customerName, String phone, String matter) {
        return open(TestStaff.EAST, customerName, phone, matter);
    }

    public String open(String site, String customerName, String phone, String matter) {
        return transaction.execute(status -> cases.open(new NewCase(CaseKind.CONTACT, null, site, "CALL", null, customerName, phone, null,
                "1栋1单元" + (PHONES.get() % 1000), matter, "客户来电反映：" + matter, "NORMAL"), Actor.SYSTEM).number());
    }

    /** Hands the case to a procedure, with the five facts and others. */
    public String handTo(String processKey, String number, Map<String, Object> facts) {
        var view = cases.view(number);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("caseNumber", number);
        all.put("site", view.site());
        all.put("customerName", view.customerName());
        all.put("unitName", view.unitName());
        all.put("matter", view.matter());
        all.putAll(facts);
        return runtime.createProcessInstanceByKey(processKey).businessKey(number)
                .processDefinitionWithoutTenantId().setVariables(all).execute().getId();
    }
}
