package io.casework.notification;

/**
 * The keys of the seeded templates, with the placeholders that each declares. {@code caseNumber} is filled from
 * {@link NoticeRequest#caseNumber()} and need not be given again.
 */
public final class NoticeTemplates {

    /** 任务即将到期. taskName, unitName, matter, dueAt. */
    public static final String TASK_REMINDER = "task-reminder";
    /** 任务超时. taskName, unitName, matter, dueAt. */
    public static final String TASK_OVERDUE = "task-overdue";
    /** 责任部门反馈即将到期 (AS-CMP-06). department, unitName, matter, dueAt. */
    public static final String FEEDBACK_REMINDER = "feedback-reminder";
    /** 责任部门三个工作日未反馈 (AS-CMP-06). department, unitName, matter, dueAt. */
    public static final String FEEDBACK_OVERDUE = "feedback-overdue";
    /** 重大投诉立即报告总经理、副总经理 (AS-MAJ-01). customerName, unitName, matter, reason. */
    public static final String MAJOR_COMPLAINT = "major-complaint";
    /** 重大投诉转由经理主办 (AS-MAJ-02). managerName, unitName, matter. */
    public static final String LEAD_HANDED_TO_MANAGER = "lead-handed-to-manager";
    /** 服务工作单超过约定时间，转工程类 (AS-OVD-01). unitName, matter, agreedAt. */
    public static final String WORK_ORDER_OVERDUE = "work-order-overdue";
    /** 工作联系单退回 (AS-REC-02). unitName, matter, reason. */
    public static final String SLIP_RETURNED = "slip-returned";
    /** 工作联系单签发 (AS-REC-03). unitName, matter, issuedBy. */
    public static final String SLIP_ISSUED = "slip-issued";
    /** 维修费用待审批 (AS-COS-01 … -03). unitName, item, amount, requestedBy. */
    public static final String COST_APPROVAL_REQUESTED = "cost-approval-requested";
    /** 维修费用未批准 (AS-COS-04). unitName, item, amount, approver, reason. */
    public static final String COST_REFUSED = "cost-refused";
    /** 维修费用已批准 (AS-COS-04). unitName, item, amount, approver. */
    public static final String COST_APPROVED = "cost-approved";
    /** 紧急处置须补办审批 (AMB-58). unitName, item, amount, dueAt. */
    public static final String EMERGENCY_APPROVAL_DUE = "emergency-approval-due";
    /** 工程派工单下达 (AS-DSP-04). unitName, matter, orderClass, dueAt. */
    public static final String DISPATCH_ISSUED = "dispatch-issued";
    /** 维修超过时限 (AS-DSP-06). unitName, matter, dueAt. */
    public static final String REPAIR_OVERDUE = "repair-overdue";
    /** 客户同意延期 (AS-SUR-08). unitName, matter, dueAt, consentedAt. */
    public static final String EXTENSION_CONSENTED = "extension-consented";
    /** 回复客户 (AS-CMP-16). customerName, matter, reply. SMS to the customer. */
    public static final String CUSTOMER_REPLY = "customer-reply";
    /** 处理进展告知 (AS-INT-04). customerName, matter, progress. SMS to the customer. */
    public static final String CUSTOMER_INTERIM = "customer-interim";
    /** 已受理 (AS-INT-04). customerName, matter. SMS to the customer. */
    public static final String CUSTOMER_RECEIVED = "customer-received";
    /** 待回访 (AS-CBK-01). customerName, unitName, matter, dueAt. */
    public static final String CALLBACK_DUE = "callback-due";
    /** 回访不满意 (AS-EIG-07). customerName, unitName, matter, reason. */
    public static final String CALLBACK_DISSATISFIED = "callback-dissatisfied";
    /** 回访联系不上 (AMB-93). customerName, unitName, matter, attempts. */
    public static final String CALLBACK_UNREACHABLE = "callback-unreachable";
    /** 意见集中 (AS-COM-03). topic, count, period. */
    public static final String OPINION_CLUSTER = "opinion-cluster";
    /** 案件撤回 (AS-INT-04). unitName, matter, reason. */
    public static final String CASE_WITHDRAWN = "case-withdrawn";
    /** 案件办结 (AS-SWO-04). unitName, matter, outcome. */
    public static final String CASE_CLOSED = "case-closed";
    /** 期限重新计算. taskName, unitName, dueAt, previousDueAt, reason. */
    public static final String DEADLINE_RECOMPUTED = "deadline-recomputed";
    /** 通知发送失败. subject, recipient, channel, attempts, reason. */
    public static final String DELIVERY_FAILED = "delivery-failed";
    /** 代理开始. absentName, substituteName, from, to. */
    public static final String SUBSTITUTE_STARTED = "substitute-started";

    /** 登记事项转送 (AS-INT-15). category, customerName, unitName, matter, description. */
    public static final String MATTER_PASSED_ON = "matter-passed-on";

    private NoticeTemplates() {
    }
}
