package io.casework.report;

import java.util.Arrays;
import java.util.Optional;

/** The official forms of the company on paper. The code names the supplied template and stands in addresses. */
public enum PrintForm {

    /** REC-001, REC-007. */
    REGISTER("contact-register", "来电、来访登记表"),
    /** REC-002. */
    WORK_ORDER("work-order", "服务工作单"),
    /** REC-004. */
    CONTACT_SLIP("contact-slip", "工作联系单"),
    /** REC-003. */
    CATEGORY_ENGINEERING("category-engineering", "分类处理记录（工程类）"),
    /** REC-005. */
    CATEGORY_EXTERNAL("category-external", "分类处理记录（其他类）"),
    /** REC-006. */
    CATEGORY_COMMUNICATION("category-communication", "分类处理记录（沟通类）"),
    /** REC-008. */
    COMPLAINT("complaint", "客户投诉单"),
    /** REC-010. */
    SITE_SURVEY("site-survey", "现场勘察会签表"),
    /** REC-011, with the customer's signed opinion (REC-012, AMB-74). */
    DISPATCH_ORDER("dispatch-order", "工程派工单"),
    /** REC-026: of a site and a week, not of a case. */
    WEEKLY_COMPLAINTS("weekly-complaints", "客户服务部投诉处理周报");

    private final String code;
    private final String label;

    PrintForm(String code, String label) {
        this.code = code;
        this.label = label;
    }

    /** The form with this code. */
    public static Optional<PrintForm> of(String code) {
        return Arrays.stream(values()).filter(form -> form.code.equals(code)).findFirst();
    }

    public String code() {
        return code;
    }

    /** Chinese name, without book title marks. */
    public String label() {
        return label;
    }

    /** Whether it belongs to a case. */
    public boolean ofCase() {
        return this != WEEKLY_COMPLAINTS;
    }
}
