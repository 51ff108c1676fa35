package io.casework.report.print;

import io.casework.report.WeeklyPaper;
import java.util.Map;

/** 《客户服务部投诉处理周报》 (REC-026). */
public final class WeeklySheet {

    private static final int EMPTY_ROWS = 10;

    private WeeklySheet() {
    }

    /** The places of the report. */
    public static FormFields fields() {
        return new FormFields()
                .text("from", "周一", "2026-07-06").text("until", "周日", "2026-07-12").text("madeAt", "报送时间", "2026-07-13 09:00")
                .text("dueAt", "报送期限", "2026-07-13 12:00").flag("late", "迟报", false)
                .rows("counts", "本周投诉处理情况", 5, new FormFields().text("label", "项目", "新受理").text("then", "报送时的件数", "5").text("now", "打印时的件数", "5")
                        .text("words", "说明", "本周受理的投诉"))
                .rows("indicators", "本周受理投诉的指标（截至打印时）", 5, new FormFields().text("label", "指标", "满意率").text("value", "值", "93.3%")
                        .text("words", "算法", "回访满意的投诉 ÷ 回访到客户的投诉"))
                .rows("unsolved", "尚未解决的投诉和处理经过", EMPTY_ROWS, new FormFields().text("caseNumber", "案件编号", "KF-20260706-0001")
                        .text("text", "情况和经过", "一般投诉 外墙渗水 跟踪人李娜 经过：已勘察，等待雨停后重做防水"))
                .flag("allSolved", "没有未解决的投诉", false);
    }

    /** The values of a report. */
    public static Map<String, Object> of(WeeklyPaper paper) {
        return new Values().text("from", paper.week()).text("until", paper.week().plusDays(6)).time("madeAt", paper.madeAt()).deadline("dueAt", paper.dueAt())
                .flag("late", paper.madeAt() != null && paper.dueAt() != null && paper.madeAt().isAfter(paper.dueAt()))
                .rows("counts", paper.counts().stream().map(count -> new Values().text("label", count.label()).text("then", count.then())
                        .text("now", count.now()).text("words", count.words()).done()).toList())
                .rows("indicators", paper.indicators().stream().map(figure -> new Values().text("label", figure.label()).text("value", figure.value())
                        .text("words", figure.words()).done()).toList())
                .rows("unsolved", paper.unsolved().stream().map(line -> new Values().text("caseNumber", line.caseNumber()).text("text", line.text()).done()).toList())
                .flag("allSolved", paper.unsolved().isEmpty()).done();
    }
}
