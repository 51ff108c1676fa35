package io.casework.complaint;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.organisation.Posts;
import io.casework.platform.ChineseTime;
import io.casework.platform.EnumCode;
import io.casework.procedure.FormData;
import io.casework.procedure.FormRequest;
import io.casework.procedure.Markdown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the complaint forms show: the complaint so far as a sheet, and proposals for the fields of the step. */
@Component
class ComplaintForms implements FormData {

    private static final Set<String> CHANNELS = Set.of("CALL", "VISIT", "APP", "WECHAT");

    private final Complaints complaints;
    private final ComplaintTables tables;
    private final CaseFiles cases;
    private final Posts posts;

    ComplaintForms(Complaints complaints, ComplaintTables tables, CaseFiles cases, Posts posts) {
        this.complaints = complaints;
        this.tables = tables;
        this.cases = cases;
        this.posts = posts;
    }

    @Override
    public boolean serves(String formId) {
        return formId.startsWith("complaint-");
    }

    @Override
    public Map<String, Object> data(FormRequest request) {
        Map<String, Object> shown = new LinkedHashMap<>();
        ComplaintView complaint = complaints.find(request.caseNumber()).orElse(null);
        switch (request.formId()) {
            case "complaint-accept" -> accept(cases.view(request.caseNumber()), complaint, shown);
            case "complaint-confirm" -> {
                shown.put("confirmedDemand", complaint.demand());
                shown.put("facts", complaint.content());
            }
            case "complaint-decide" -> {
                shown.put("grade", complaint.proposedGrade().name());
                shown.put("responsiblePost", complaint.proposedPost());
                shown.put("tracker", complaint.tracker());
                shown.put("proposal", "**建议等级** " + complaint.proposedGrade().label() + "（" + Markdown.plain(complaint.proposedReason()) + "）\n\n**建议责任部门** "
                        + posts.name(complaint.proposedPost()));
            }
            case "complaint-reply" -> {
                shown.put("replyKind", "FINAL");
                shown.put("replyText", complaint.solution());
            }
            case "complaint-analyse" -> shown.put("satisfactionCase", proposedCase(complaint.satisfaction()));
            default -> {
                // The sheet says all that the other steps need.
            }
        }
        if (complaint != null) {
            shown.put("complaintSheet", sheet(complaint));
        }
        shown.values().removeIf(Objects::isNull);
        return shown;
    }

    private static void accept(CaseView file, ComplaintView complaint, Map<String, Object> shown) {
        shown.put("content", complaint != null ? complaint.content() : file.description());
        if (file.channel() != null && CHANNELS.contains(file.channel())) {
            shown.put("channel", file.channel());
        }
    }

    private static String proposedCase(Integer satisfaction) {
        return satisfaction == null ? null : satisfaction < 3 ? "BELOW" : satisfaction < 5 ? "EQUAL" : "ABOVE";
    }

    private String sheet(ComplaintView view) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("渠道", EnumCode.find(ComplaintChannel.class, view.channel()).map(ComplaintChannel::label).orElse("") + (view.sensitive() ? "（敏感）" : ""));
        lines.put("客户情绪", EnumCode.find(CustomerMood.class, view.mood()).map(CustomerMood::label).orElse(null));
        lines.put("事实", view.facts() == null ? view.content() : view.facts());
        lines.put("诉求", view.confirmedDemand() == null ? view.demand() : view.confirmedDemand());
        lines.put("证据", view.evidence());
        lines.put("原因", view.cause() == null ? null : view.cause().label() + "，" + tables.topicName(view.topic())
                + (view.dissatisfaction().isEmpty() ? "" : "；不满原因：" + Dissatisfaction.labels(view.dissatisfaction())));
        lines.put("等级", view.grade() == null ? null : view.grade().label());
        lines.put("责任部门", view.responsiblePost() == null ? null : posts.name(view.responsiblePost()));
        lines.put("跟踪人", view.trackerName());
        lines.put("解决期限", view.dueAt() == null ? null : ChineseTime.deadline(view.dueAt()) + (view.overdueAt() == null ? "" : "（已超期）"));
        lines.put("维修案件", view.repairCaseNumber());
        lines.put("处理方案", view.solution());
        lines.put("承诺时间", view.promisedAt() == null ? null : ChineseTime.minute(view.promisedAt()));
        List<ReplyView> replies = complaints.replies(view.caseNumber());
        lines.put("已答复", replies.isEmpty() ? null : replies.stream()
                .map(reply -> ChineseTime.minute(reply.at()) + ("FINAL".equals(reply.kind()) ? " 最终答复" : " 中间答复")).collect(Collectors.joining("，")));
        lines.put("回访不满意", view.dissatisfied() == 0 ? null : view.dissatisfied() + " 次");
        return lines.entrySet().stream().filter(line -> line.getValue() != null && !line.getValue().isBlank())
                .map(line -> "**" + line.getKey() + "** " + Markdown.plain(line.getValue())).collect(Collectors.joining("\n\n"));
    }
}
