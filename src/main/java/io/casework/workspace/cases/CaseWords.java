package io.casework.workspace.cases;

import io.casework.casefile.CaseState;
import io.casework.casefile.CaseView;
import io.casework.casefile.Urgency;
import io.casework.complaint.ComplaintGrade;
import io.casework.contact.Category;
import io.casework.contact.ContactChannel;
import io.casework.customer.PhoneNumber;
import io.casework.platform.EnumCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How the pages about cases write spans of time and codes. */
public final class CaseWords {

    CaseWords() {
    }

    /** A time span in hours and minutes. */
    public String span(Duration time) {
        long hours = time.toHours();
        int minutes = time.toMinutesPart();
        return hours == 0 ? minutes + " 分钟" : minutes == 0 ? hours + " 小时" : hours + " 小时 " + minutes + " 分钟";
    }

    /** Address under which a telephone calls this number; the extension is asked for by the one who answers. */
    public String call(String phone) {
        List<String> numbers = PhoneNumber.lookedUpAs(phone);
        return numbers.isEmpty() ? null : "tel:" + numbers.get(numbers.size() - 1);
    }

    /** Chinese name of a category; the code itself for one that is not known. */
    public String category(String code) {
        return EnumCode.find(Category.class, code).map(Category::label).orElse(code);
    }

    /** Chinese name of a complaint's grade. */
    public String grade(String code) {
        return EnumCode.find(ComplaintGrade.class, code).map(ComplaintGrade::label).orElse(code);
    }

    /** Chinese name of an urgency. */
    public String urgency(String code) {
        return Urgency.valueOf(code).label();
    }

    /** Chinese name of the way by which a matter came. */
    public String channel(String code) {
        return code == null ? "内部转入" : EnumCode.find(ContactChannel.class, code).orElse(ContactChannel.OTHER).label();
    }

    /** The look of a state's badge. */
    public String badge(CaseState state) {
        return switch (state) {
            case OPEN -> "";
            case CLOSED -> "done";
            case WITHDRAWN -> "off";
        };
    }

    /** Chinese name of a kind of element in a model. */
    public String element(String type) {
        return switch (type) {
            case "userTask" -> "任务";
            case "callActivity" -> "子流程";
            case "subProcess" -> "阶段";
            case "businessRuleTask" -> "决策";
            case "serviceTask", "sendTask", "scriptTask" -> "系统步骤";
            case "exclusiveGateway", "inclusiveGateway", "eventBasedGateway" -> "判断";
            case "parallelGateway" -> "并行";
            case "boundaryTimer", "intermediateTimer", "startTimerEvent" -> "定时";
            default -> type.toLowerCase(java.util.Locale.ROOT).endsWith("endevent") ? "结束" : type.toLowerCase(java.util.Locale.ROOT).contains("start") ? "开始" : "事件";
        };
    }

    /** Whether a limit has passed. */
    public boolean late(CaseView file, Instant now) {
        return file.dueAt() != null && file.dueAt().isBefore(file.closedAt() == null ? now : file.closedAt());
    }
}
