package io.casework.report;

/** What can be brought in from a file, in the order in which it is best done. */
public enum ImportKind {
    /** Units with buildings and warranty dates. */
    UNITS("房号和保修", "楼栋、房号、建筑面积、交付日期和各项保修期。先导入房号，客户才有处可住。"),
    /** Customers with phones and households. */
    CUSTOMERS("客户和住户", "姓名、电话、房号和与房号的关系。同名且电话相同的，就是同一位客户。"),
    /** Finished lines of the register that was kept before. */
    CALLS("旧来电来访登记表", "已办完的来电来访成为历史案件，可查、可计入重复来电；没有办完的只列出来，请重新登记。");

    private final String label;
    private final String about;

    ImportKind(String label, String about) {
        this.label = label;
        this.about = about;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** What becomes of it, in a sentence or two. */
    public String about() {
        return about;
    }
}
