package io.casework.repair;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Who takes part in a survey or an inspection. */
public enum Party {
    SERVICE("客户服务部"),
    ENGINEERING("工程材料部"),
    PROPERTY("物业公司"),
    REPAIR_LEADER("维修队长"),
    CONTRACTOR("施工单位"),
    CUSTOMER("客户");

    private final String label;

    Party(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** Chinese names of several parties. */
    static String labels(Collection<Party> parties) {
        return parties.stream().map(Party::label).collect(Collectors.joining("、"));
    }

    static String codes(Collection<Party> parties) {
        return parties.stream().map(Party::name).collect(Collectors.joining(","));
    }

    static List<Party> parse(String codes) {
        return codes == null || codes.isBlank() ? List.of()
                : Arrays.stream(codes.split(",")).map(String::trim).filter(code -> !code.isEmpty()).map(Party::valueOf).toList();
    }
}
