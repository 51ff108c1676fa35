package io.casework.complaint;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.notification.NoticeTemplates;
import io.casework.notification.Notices;
import io.casework.organisation.Person;
import io.casework.organisation.Posts;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a major complaint demands besides its eight steps (AS-MAJ-01 to -04). */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class MajorComplaints {

    private static final String LEAD = "service-manager";

    private final Complaints complaints;
    private final MajorComplaintRepository majors;
    private final ComplaintNotices texts;
    private final Notices notices;
    private final Posts posts;
    private final Staffing staffing;
    private final Clock clock;

    MajorComplaints(Complaints complaints, MajorComplaintRepository majors, ComplaintNotices texts, Notices notices, Posts posts, Staffing staffing,
            Clock clock) {
        this.complaints = complaints;
        this.majors = majors;
        this.texts = texts;
        this.notices = notices;
        this.posts = posts;
        this.staffing = staffing;
        this.clock = clock;
    }

    /** Tells general manager and deputy general manager at once and gives the lead to the manager of customer service (AS-MAJ-01). */
    public void report(String caseNumber, Actor actor) {
        ComplaintView view = complaints.view(caseNumber);
        majors.save(new MajorComplaint(caseNumber, clock.instant()));
        notices.send(texts.about(NoticeTemplates.MAJOR_COMPLAINT, caseNumber, "reported")
                .toPosts("general-manager", "deputy-general-manager")
                .with("reason", view.proposedGrade() == ComplaintGrade.MAJOR ? view.proposedReason() : view.analysis())
                .build());
        notices.send(texts.about(NoticeTemplates.LEAD_HANDED_TO_MANAGER, caseNumber, "reported")
                .toPosts(LEAD)
                .with("managerName", staffing.holders(LEAD, view.site()).stream().map(Person::name).collect(Collectors.joining("、")))
                .build());
        complaints.note(caseNumber, actor, "重大投诉，已立即报告总经理和副总经理，由客户服务部经理主办", "AS-MAJ-01");
    }

    /** General manager or deputy draws up measures and directs the departments to act at once (AS-MAJ-02). */
    public void measures(String caseNumber, Answers answers, Actor actor) {
        List<String> directed = answers.list("directedPosts");
        required(caseNumber).measures(answers.text("measures"), String.join(",", directed), actor, clock.instant());
        notices.send(texts.about(ComplaintNotices.MAJOR_MEASURES, caseNumber, "measures")
                .toPosts(LEAD)
                .toPosts(directed.stream().filter(post -> !LEAD.equals(post)).toArray(String[]::new))
                .with("directedBy", actor.name())
                .with("measures", answers.text("measures"))
                .build());
        complaints.note(caseNumber, actor, "部署措施：" + answers.text("measures") + "（" + directed.stream().map(posts::name).collect(Collectors.joining("、"))
                + "）", "AS-MAJ-02");
    }

    /**
     * The minutes of the special meeting (AS-MAJ-03).
     *
     * @throws RuleViolation where the meeting is said to be still to come
     */
    public void minutes(String caseNumber, Answers answers, Actor actor) {
        LocalDate day = answers.date("meetingOn");
        if (day.isAfter(LocalDate.now(clock))) {
            throw new RuleViolation("meetingOn", "会议日期不能晚于今天，会后再填写纪要");
        }
        required(caseNumber).minutes(day, answers.text("participants"), answers.text("minutes"), actor, clock.instant());
        complaints.note(caseNumber, actor, day + " 召开专题会议，已形成纪要", "AS-MAJ-03");
    }

    /** The special report to the company (AS-MAJ-04). */
    public void specialReport(String caseNumber, Answers answers, Actor actor) {
        required(caseNumber).report(answers.text("report"), actor, clock.instant());
        complaints.note(caseNumber, actor, "已提交专题报告", "AS-MAJ-04");
    }

    private MajorComplaint required(String caseNumber) {
        return majors.findById(caseNumber).orElseThrow(() -> new RuleViolation("caseNumber", "案件 " + caseNumber + " 不是重大投诉"));
    }
}
