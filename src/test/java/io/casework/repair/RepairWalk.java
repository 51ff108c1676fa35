package io.casework.repair;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseView;
import io.casework.casefile.NewCase;
import io.casework.customer.CustomerRegister;
import io.casework.testkit.Filled;
import io.casework.testkit.TestStaff;
import io.casework.testkit.TurnableClock;
import io.casework.testkit.Walk;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps of a repair as the people of site 东苑 take them, with forms that are filled in the ordinary way. */
@Component
class RepairWalk {

    static final String CLERK = TestStaff.login("clerk", TestStaff.EAST);
    static final String SUPERVISOR = TestStaff.login("service-supervisor", TestStaff.EAST);
    static final String LEADER = TestStaff.login("repair-leader", TestStaff.EAST);
    static final String TEAM = TestStaff.login("repair-team", TestStaff.EAST);
    static final String RECORDS = TestStaff.login("records-clerk", TestStaff.EAST);
    static final String MANAGER = "service-manager";
    static final LocalDate IN_WARRANTY = LocalDate.of(2025, 6, 30);
    static final LocalDate OUT_OF_WARRANTY = LocalDate.of(2018, 5, 1);

    private static final AtomicInteger BUILDINGS = new AtomicInteger();

    private final Walk walk;
    private final CaseFiles cases;
    private final Repairs repairs;
    private final RepairCosts costs;
    private final CustomerRegister register;
    private final RuntimeService runtime;
    private final TransactionTemplate transaction;
    private final TurnableClock clock;

    RepairWalk(Walk walk, CaseFiles cases, Repairs repairs, RepairCosts costs, CustomerRegister register, RuntimeService runtime,
            TransactionTemplate transaction, TurnableClock clock) {
        this.walk = walk;
        this.cases = cases;
        this.repairs = repairs;
        this.costs = costs;
        this.register = register;
        this.runtime = runtime;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A unit that no other test has. */
    long unit(String site, LocalDate deliveredOn) {
        return transaction.execute(status -> {
            long building = register.addBuilding(site, (700 + BUILDINGS.incrementAndGet()) + "栋");
            return register.addUnit(building, (700 + BUILDINGS.get()) + "栋1单元101", new BigDecimal("89.50"), deliveredOn, true);
        });
    }

    CaseView open(CaseKind kind, String site, Long unit, String phone, String urgency) {
        return transaction.execute(status -> cases.open(new NewCase(kind, null, site, "CALL", null, "王芳", phone, unit, "7栋1单元101", "厨房天花板渗水",
                "楼上卫生间渗水到厨房", urgency), new Actor(CLERK, "东苑客服人员")));
    }

    /** A repair of a case of its own kind, at its first task. */
    String start(CaseView file) {
        runtime.startProcessInstanceByKey("repair-dispatch", file.number(), facts(file));
        return file.number();
    }

    String start(long unit) {
        return start(open(CaseKind.CONTACT, TestStaff.EAST, unit, "13900000009", null));
    }

    /** A repair with an estimate of this amount, right at the beginning of its approval. */
    String requested(long unit, String amount) {
        CaseView file = open(CaseKind.CONTACT, TestStaff.EAST, unit, "13900000009", null);
        transaction.executeWithoutResult(status -> {
            RepairCase repair = repairs.ofCase(file.number());
            repair.surveyed(ResponsibleParty.COMPANY, "other", "OUT", null, List.of("PAINT"), false, "repair-single");
            costs.estimate(file.number(), Answers.of(Map.of("lines", List.of(Map.of("work", "重做防水", "amount", new BigDecimal(amount))))),
                    new Actor(LEADER, "东苑维修队长"));
        });
        runtime.startProcessInstanceByKey("cost-approval", file.number(), facts(file));
        return file.number();
    }

    private static Map<String, Object> facts(CaseView file) {
        return new HashMap<>(Map.of("caseNumber", file.number(), "site", file.site(), "customerName", file.customerName(),
                "unitName", file.unitName(), "matter", file.matter()));
    }

    LocalDateTime now() {
        return LocalDateTime.now(clock);
    }

    void arrange(String number, Object... changes) {
        walk.complete(CLERK, number, "Task_ArrangeSurvey", form(changes, "estimateKnown", "yes", "roughEstimate", 400, "classHint", "UNKNOWN",
                "emergency", "no", "plannedAt", now().plusHours(2).toString()));
    }

    /** Everybody who may be demanded is there and has signed. */
    void survey(String number, Object... changes) {
        walk.complete(LEADER, number, "Task_SurveySite", surveyForm(changes));
    }

    Map<String, Object> surveyForm(Object... changes) {
        return form(changes, "surveyResult", "HELD", "heldAt", now().toString(),
                "attendees", attendees("SERVICE", "ENGINEERING", "REPAIR_LEADER", "CONTRACTOR"), "findings", "楼上防水层破损", "itemCode", "other",
                "responsibleParty", "COMPANY", "trades", List.of("WATERPROOF"), "estimate", 800);
    }

    static List<Map<String, Object>> attendees(String... parties) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String party : parties) {
            rows.add(new LinkedHashMap<>(Map.of("party", party, "name", "张工" + rows.size(), "signed", true)));
        }
        return rows;
    }

    void confirmClass(String number, Object... changes) {
        RepairView repair = repairs.view(number);
        walk.complete(MANAGER, number, "Task_ConfirmClass",
                form(changes, "orderClass", repair.proposedClass(), "executor", repair.proposedExecutor().name()));
    }

    void estimate(String number, double amount, Object... changes) {
        walk.complete(LEADER, number, "Task_EstimateCost", estimateForm(amount, changes));
    }

    Map<String, Object> estimateForm(double amount, Object... changes) {
        return form(changes, "lines", List.of(Map.of("work", "重做防水", "amount", amount)));
    }

    void approve(String login, String number, Object... changes) {
        walk.complete(login, number, "Task_ApproveCost",
                form(changes, "approvalDecision", "APPROVE", "approvedAmount", costs.latest(number).orElseThrow().amount().doubleValue()));
    }

    void refuse(String login, String number) {
        walk.complete(login, number, "Task_ApproveCost", Map.of("approvalDecision", "REFUSE", "approvalReason", "价格偏高"));
    }

    void review(String number) {
        walk.complete("vice-chief-engineer", number, "Task_ReviewCost", Map.of("reviewDecision", "AGREE", "reviewOpinion", "按定额核对"));
    }

    void issue(String number) {
        walk.complete(SUPERVISOR, number, "Task_IssueOrder", Map.of("instructions", "先通知楼上住户"));
    }

    void repair(String number) {
        walk.complete(TEAM, number, "Task_Repair",
                Map.of("workResult", "DONE", "finishedAt", now().toString(), "workers", "李师傅", "workDone", "重做防水并试水"));
    }

    void inspect(String number, Object... changes) {
        walk.complete(CLERK, number, "Task_Inspect", form(changes, "inspectedAt", now().toString(), "inspectorParty", "SERVICE", "inspector", "刘敏",
                "leaderName", "赵队长", "inspectionResult", "PASSED"));
    }

    void sign(String number) {
        walk.complete(CLERK, number, "Task_CustomerSign",
                Map.of("signResult", "SIGNED", "signedBy", "王芳", "opinion", "修得好", "qualityRating", "5", "attitudeRating", "4"));
    }

    void callBack(String number, String satisfaction) {
        walk.complete(RECORDS, number, "Task_CallCustomer",
                Map.of("contactResult", "ANSWERED", "contactWay", "CALL", "satisfaction", satisfaction, "opinion", "回访意见"));
    }

    void finalCost(String number, double amount, Object... changes) {
        walk.complete(LEADER, number, "Task_FinalCost", form(changes, "finalAmount", amount));
    }

    /** Class B, one trade, 800 yuan: up to the open repair task. */
    String untilRepair(long unit) {
        String number = start(unit);
        arrange(number);
        survey(number);
        confirmClass(number);
        estimate(number, 800);
        approve(MANAGER, number);
        issue(number);
        return number;
    }

    /** Up to the open task for the customer's signature. */
    String untilSign(long unit) {
        String number = untilRepair(unit);
        repair(number);
        inspect(number);
        return number;
    }

    List<String> notices(String number) {
        return walk.notices(number);
    }

    /** The ordinary answers with some changed; {@code null} takes one away. */
    static Map<String, Object> form(Object[] changes, Object... ordinary) {
        Map<String, Object> form = new LinkedHashMap<>();
        for (int i = 0; i < ordinary.length; i += 2) {
            form.put((String) ordinary[i], ordinary[i + 1]);
        }
        return Filled.with(form, changes);
    }
}
