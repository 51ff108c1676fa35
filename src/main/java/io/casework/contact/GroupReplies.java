package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseLinks;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.platform.RuleViolation;
import io.casework.procedure.CaseTasks;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * One answer to all cases of a group (统一答复). It is written on every case and told to whoever works on it; telling the customer, and closing the case,
 * stays the procedure's affair (AS-INT-04).
 */
@Service
public class GroupReplies {

    private static final int MAX_TEXT = 1000;
    /** Within this time the same words are the same answer. */
    private static final Duration TWICE = Duration.ofMinutes(10);

    private final CaseLinks links;
    private final CaseFiles cases;
    private final CaseTasks tasks;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    GroupReplies(CaseLinks links, CaseFiles cases, CaseTasks tasks, Notices notices, JdbcClient jdbc, Clock clock) {
        this.links = links;
        this.cases = cases;
        this.tasks = tasks;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Answers all cases of a group.
     *
     * @return to how many cases the answer was written
     * @throws RuleViolation on {@code reply} when the text is missing or too long, or no case belongs to the master
     */
    @Transactional
    public int reply(String master, String text, Actor actor) {
        String words = text == null ? "" : text.strip();
        if (words.isEmpty() || words.length() > MAX_TEXT || words.indexOf('\0') >= 0) {
            throw new RuleViolation("reply", "请填写答复内容，不超过 " + MAX_TEXT + " 个字");
        }
        List<String> numbers = new ArrayList<>(List.of(master));
        links.members(master).forEach(member -> numbers.add(member.number()));
        if (numbers.size() == 1) {
            throw new RuleViolation("reply", "案件 " + master + " 没有归并其他案件，不需要统一答复");
        }
        // Somebody who presses twice answers once.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('group-reply/' || ?, 0))").param(master).query((row, index) -> master).single();
        Instant now = clock.instant();
        if (jdbc.sql("select exists (select from case_group_reply where master_number = ? and text = ? and at > ?)")
                .params(master, words, Timestamp.from(now.minus(TWICE))).query(Boolean.class).single()) {
            throw new RuleViolation("reply", "刚刚已用同样的内容统一答复过，不必再答");
        }
        long id = jdbc.sql("insert into case_group_reply (master_number, at, by_login, by_name, text, cases) values (?, ?, ?, ?, ?, ?) returning id")
                .params(master, Timestamp.from(now), actor.login(), actor.name(), words, numbers.size()).query(Long.class).single();
        Map<String, List<CaseTasks.CaseTask>> open = tasks.of(numbers).stream().collect(Collectors.groupingBy(CaseTasks.CaseTask::caseNumber));
        for (CaseView file : cases.views(numbers)) {
            cases.note(file.number(), actor, "GROUP_REPLY", "统一答复：" + words, "AS-INT-04");
            if (file.isOpen()) {
                notices.send(notice(file, master, words, actor, id, open.getOrDefault(file.number(), List.of())));
            }
        }
        return numbers.size();
    }

    private static NoticeRequest notice(CaseView file, String master, String text, Actor actor, long id, List<CaseTasks.CaseTask> open) {
        NoticeRequest.Builder request = NoticeRequest.of("group-reply", "group-reply:" + id + ":" + file.number()).about(file.number(), file.site())
                .with("masterNumber", master).with("repliedBy", actor.name()).with("customerName", file.customerName())
                .with("unitName", file.home()).with("matter", file.matter()).with("reply", text);
        if (open.isEmpty()) {
            request.toPosts("clerk");
        }
        for (CaseTasks.CaseTask task : open) {
            if (task.assignee() != null) {
                request.toLogins(task.assignee());
            } else {
                task.posts().forEach(request::toPosts);
            }
        }
        return request.build();
    }
}
