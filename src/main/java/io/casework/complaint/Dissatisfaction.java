package io.casework.complaint;

import io.casework.platform.EnumCode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Why customers are dissatisfied (AS-SEV-05). */
public enum Dissatisfaction {
    A("产品或服务本身"), B("工作失误或服务缺陷"), C("期望与现实的差距"), D("价格高、与生活关系密切"), E("客户专业、网络信息发达");

    private final String label;

    Dissatisfaction(String label) {
        this.label = label;
    }

    /** Chinese name, behind its letter. */
    public String label() {
        return name() + " " + label;
    }

    /** The Chinese names of codes that are separated by commas; a code that there is not stays as it is. */
    static String labels(String codes) {
        return Arrays.stream(codes.split(",")).map(code -> EnumCode.find(Dissatisfaction.class, code).map(Dissatisfaction::label).orElse(code))
                .collect(Collectors.joining("、"));
    }
}
