package io.casework.platform;

/** What a change of settings is about; each has its own line of changes and is changed by one person at a time. */
public enum AdminArea {
    /** Working days and hours. */
    CALENDAR("工作日历"),
    /** The wording of notices. */
    TEMPLATES("通知模板"),
    /** Decision tables. */
    DECISIONS("决策表"),
    /** Processes and forms. */
    PROCEDURES("流程与表单"),
    /** Staff, their posts and their accounts. */
    STAFF("人员与岗位"),
    /** Who stands in for whom. */
    SUBSTITUTES("代岗"),
    /** Sites, buildings and units. */
    HOMES("小区与房号"),
    /** Default warranty periods. */
    WARRANTY("保修项目"),
    /** Contractors and repair agreements. */
    AGREEMENTS("施工单位与维修协议"),
    /** What the printed forms look like. */
    PRINTING("打印单据"),
    /** The kinds of the record book and their fields. */
    RECORDS("资料簿"),
    /** Customers and their households. */
    CUSTOMERS("客户资料");

    private final String label;

    AdminArea(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
