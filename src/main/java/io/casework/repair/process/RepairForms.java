package io.casework.repair.process;

import io.casework.casefile.CaseFiles;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import io.casework.platform.ChineseTime;
import io.casework.procedure.FormData;
import io.casework.procedure.FormRequest;
import io.casework.procedure.Markdown;
import io.casework.repair.CostDecision;
import io.casework.repair.Contractors;
import io.casework.repair.CostView;
import io.casework.repair.ExtensionView;
import io.casework.repair.OrderView;
import io.casework.repair.Party;
import io.casework.repair.RepairAgreements;
import io.casework.repair.RepairCosts;
import io.casework.repair.RepairLimits;
import io.casework.repair.RepairOrders;
import io.casework.repair.RepairSurveys;
import io.casework.repair.RepairView;
import io.casework.repair.Repairs;
import io.casework.repair.SurveyView;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the forms of repair and cost approval show, and what they propose. */
@Component
class RepairForms implements FormData {

    private static final String DISPATCH = "repair-dispatch-";
    private static final String APPROVAL = "cost-approval-";
    private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private final Repairs repairs;
    private final RepairSurveys surveys;
    private final RepairCosts costs;
    private final RepairOrders orders;
    private final RepairLimits limits;
    private final RepairAgreements agreements;
    private final Contractors contractors;
    private final CaseFiles cases;
    private final Staffing staffing;
    private final Posts posts;
    private final Clock clock;

    RepairForms(Repairs repairs, RepairSurveys surveys, RepairCosts costs, RepairOrders orders, RepairLimits limits, RepairAgreements agreements,
            Contractors contractors, CaseFiles cases, Staffing staffing, Posts posts, Clock clock) {
        this.repairs = repairs;
        this.surveys = surveys;
        this.costs = costs;
        this.orders = orders;
        this.limits = limits;
        this.agreements = agreements;
        this.contractors = contractors;
        this.cases = cases;
        this.staffing = staffing;
        this.posts = posts;
        this.clock = clock;
    }

    @Override
    public boolean serves(String formId) {
        return formId.startsWith(DISPATCH) || formId.startsWith(APPROVAL);
    }

    @Override
    public Map<String, Object> data(FormRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        String number = request.caseNumber();
        if (request.formId().startsWith(APPROVAL)) {
            shown.put("costBrief", costBrief(number));
            costs.latest(number).ifPresent(cost -> shown.put("approvedAmount", cost.amount()));
            return shown;
        }
        shown.put("repairBrief", brief(number));
        switch (request.formId().substring(DISPATCH.length())) {
            case "arrange-survey" -> arrange(request, shown);
            case "survey-site" -> survey(number, shown);
            case "confirm-class" -> repairs.find(number).ifPresent(repair -> proposal(repair, shown));
            case "estimate-cost" -> estimate(number, shown);
            case "issue-order" -> shown.put("limitHint", limits.workLimit(number) + "，自签发之时起");
            case "request-contractor" -> {
                shown.put("limitHint", limits.workLimit(number) + "，自书面要求之时起");
                shown.put("contractorHint", orders.otherContractorsAllowed()
                        ? "列表中没有的单位，选“其他”并写全称，随本要求登记。"
                        : "列表中没有的单位，先请客户服务部经理或系统管理员在“管理”的“施工单位”中登记。");
                contractor(number, request.site()).ifPresent(name -> shown.put("contractor", name));
            }
            case "record-consent", "approve-extension" -> shown.put("extensionRequest", extension(number));
            case "inspect-work" -> shown.put("inspectionHint", orders.needsThirdParty(number)
                    ? "须三方：客服或物业人员、维修队长（承修方负责人）、工程材料部（可由物业公司代替）"
                    : "客服或物业人员、维修队长（承修方负责人）");
            case "final-cost" -> shown.put("approvedHint", costs.approved(number)
                    .map(cost -> cost.approvedAmount().toPlainString() + " 元，超出允许的幅度或金额属于更高级别须重新审批").orElse("尚无批准的费用，须按实际费用审批"));
            default -> {
                // The brief is all that the other forms show.
            }
        }
        return shown;
    }

    private void arrange(FormRequest request, Map<String, Object> shown) {
        String hint = request.facts().apply("repairClassHint") instanceof String text && !text.isBlank() ? text : "UNKNOWN";
        shown.put("classHint", hint);
        shown.put("emergency", cases.find(request.caseNumber()).filter(file -> "EMERGENCY".equals(file.urgency())).isPresent() ? "yes" : "no");
        shown.put("surveyLimitHint", "应在 " + ChineseTime.minute(limits.surveyLimit(request.caseNumber())) + " 前到场勘察（自登记起）");
    }

    private void survey(String number, Map<String, Object> shown) {
        surveys.latest(number).ifPresent(sheet -> {
            shown.put("demandedParties", sheet.demanded().stream().map(Party::label).collect(Collectors.joining("、"))
                    + "；约定时间 " + ChineseTime.minute(sheet.plannedAt()));
            shown.put("heldAt", FIELD.format(sheet.plannedAt().atZone(clock.getZone())));
            List<Map<String, Object>> rows = new ArrayList<>();
            sheet.demanded().forEach(party -> rows.add(new LinkedHashMap<>(Map.of("party", party.name()))));
            shown.put("attendees", rows);
        });
    }

    private void proposal(RepairView repair, Map<String, Object> shown) {
        shown.put("orderClass", repair.proposedClass());
        shown.put("executor", repair.proposedExecutor().name());
        String warranty = switch (repair.warranty()) {
            case "IN" -> "保修期内（至 " + repair.warrantyUntil() + "）";
            case "OUT" -> "已过保修期（至 " + repair.warrantyUntil() + "）";
            default -> "保修期不明";
        };
        shown.put("classProposal", repair.proposedClass() + " 类，由" + repair.proposedExecutor().label() + "维修；" + warranty + "，"
                + (agreements.repairTeamServes(repair.site()) ? "小区有维修补充协议" : "小区没有维修补充协议"));
    }

    private void estimate(String number, Map<String, Object> shown) {
        Optional<CostView> refused = costs.latest(number).filter(cost -> cost.decision() == CostDecision.REFUSED);
        shown.put("revision", refused.isPresent());
        refused.ifPresent(cost -> shown.put("lines", cost.lines().stream()
                .map(line -> new LinkedHashMap<String, Object>(Map.of("work", line.work(), "amount", line.amount()))).toList()));
    }

    private Optional<String> contractor(String number, String site) {
        Predicate<String> askable = name -> contractors.named(name).filter(known -> !known.retired()).isPresent();
        // Of several with an agreement the right one depends on the work, which only a person can tell.
        Set<String> agreed = agreements.inForce(site, LocalDate.now(clock)).stream().map(RepairAgreements.Agreement::contractor).filter(askable)
                .collect(Collectors.toSet());
        return repairs.find(number).map(RepairView::contractor).filter(askable).or(() -> agreed.size() == 1 ? agreed.stream().findFirst() : Optional.empty());
    }

    private String extension(String number) {
        return orders.latest(number).map(order -> {
            List<ExtensionView> all = orders.extensions(order.id());
            if (all.isEmpty()) {
                return "";
            }
            ExtensionView last = all.get(all.size() - 1);
            String consent = last.consent() == null || !last.consent() ? ""
                    : "\n\n客户于 " + ChineseTime.minute(last.consentedAt()) + " 同意延期至 " + last.newDue();
            return "**延期理由** " + Markdown.plain(last.reason()) + (last.wishedDue() == null ? "" : "，希望延至 " + last.wishedDue())
                    + "\n\n**现期限** " + ChineseTime.minute(due(order)) + consent
                    + "\n\n已延期 " + all.stream().filter(ExtensionView::effective).count() + " 次";
        }).orElse("");
    }

    private String brief(String number) {
        List<String> lines = new ArrayList<>();
        repairs.find(number).ifPresent(repair -> {
            if (repair.securingMeasure() != null) {
                lines.add("紧急处置：" + ChineseTime.minute(repair.securingBeganAt()) + " 起，" + Markdown.plain(repair.securingMeasure()));
            }
            surveys.latest(number).ifPresent(survey -> lines.add(survey(survey, repair)));
            if (repair.orderClass() != null) {
                lines.add("类别：" + repair.orderClass() + " 类，由" + repair.executor().label()
                        + (repair.contractor() == null ? "" : "（" + Markdown.plain(repair.contractor()) + "）") + "维修");
            }
        });
        costs.latest(number).ifPresent(cost -> lines.add("费用：" + Markdown.plain(cost.item()) + " " + cost.amount().toPlainString() + " 元，" + cost.decision().label()
                + (cost.approvedAmount() == null ? "" : " " + cost.approvedAmount().toPlainString() + " 元")
                + (cost.reason() == null ? "" : "（" + Markdown.plain(cost.reason()) + "）")));
        orders.latest(number).ifPresent(order -> lines.add("派工单：" + order.orderNumber() + "，" + order.state().label() + "，期限 " + ChineseTime.minute(due(order))
                + (order.instructions() == null ? "" : "，" + Markdown.plain(order.instructions()))
                + (order.failureReason() == null ? "" : "，" + Markdown.plain(order.failureReason()))));
        return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
    }

    private String survey(SurveyView survey, RepairView repair) {
        return switch (survey.result()) {
            case "HELD" -> "勘察：" + clause(survey.findings()) + "；责任单位 " + repair.responsibleParty().label() + "；估价 " + survey.estimate().toPlainString() + " 元；"
                    + (repair.trades().size() > 1 ? "多工种" : "单工种") + (repair.complex() ? "，特别复杂" : "")
                    + (survey.missing().isEmpty() ? "" : "；缺席 " + survey.missing().stream().map(Party::label).collect(Collectors.joining("、"))
                            + "：" + Markdown.plain(survey.waiverReason()));
            case "NO_ACCESS" -> "第 " + survey.round() + " 次勘察未能进行：" + Markdown.plain(survey.noAccessReason());
            default -> "约定 " + ChineseTime.minute(survey.plannedAt()) + " 勘察";
        };
    }

    private String costBrief(String number) {
        return costs.latest(number).map(cost -> {
            List<String> lines = new ArrayList<>();
            lines.add("**" + cost.kind().label() + "** " + Markdown.plain(cost.item()) + "，申请 **" + cost.amount().toPlainString() + " 元**，申请人 "
                    + staffing.nameOf(cost.requestedBy()));
            if (cost.consideredSum() != null && cost.consideredSum().compareTo(cost.amount()) != 0) {
                lines.add("按合计 " + cost.consideredSum().toPlainString() + " 元确定权限，一并计入 " + String.join("、", cost.splitCases()));
            }
            cost.lines().forEach(line -> lines.add(Markdown.plain(line.work()) + "：" + line.amount().toPlainString() + " 元"));
            if (cost.revisionReason() != null) {
                lines.add("说明：" + Markdown.plain(cost.revisionReason()));
            }
            if (cost.kind() == io.casework.repair.CostKind.OVERRUN) {
                costs.approved(number).map(CostView::approvedAmount).map(BigDecimal::toPlainString).ifPresent(amount -> lines.add("原批准 " + amount + " 元"));
            }
            if (cost.reviewedBy() != null) {
                lines.add("复核：" + staffing.nameOf(cost.reviewedBy()) + (Boolean.TRUE.equals(cost.reviewAgreed()) ? " 同意" : " 不同意")
                        + (cost.reviewOpinion() == null || "同意".equals(cost.reviewOpinion()) ? "" : "，" + Markdown.plain(cost.reviewOpinion())));
            } else if (cost.reviewPost() != null) {
                lines.add("由" + posts.name(cost.reviewPost()) + "复核，" + posts.name(cost.approverPost()) + "审批");
            }
            surveys.latest(number).filter(survey -> "HELD".equals(survey.result()))
                    .ifPresent(survey -> lines.add("勘察：" + clause(survey.findings()) + "；现场估价 " + survey.estimate().toPlainString() + " 元"));
            return lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
        }).orElse("");
    }

    private static Instant due(OrderView order) {
        return order.agreedDueAt() != null ? order.agreedDueAt() : order.dueAt();
    }

    /** Text of people as a part of a sentence of ours: a full stop of its own would stand before our sign. */
    private static String clause(String text) {
        return Markdown.plain(text).replaceFirst("[。.;；]\\s*$", "");
    }
}
