package io.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.casework.testkit.DemoProcess;
import io.casework.testkit.Door.Answer;
import io.casework.testkit.Door.Browser;
import io.casework.testkit.Door.Caller;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole application as a process of its own is killed in the middle of cases and started again, with real people over HTTP: what was
 * acknowledged is there exactly once, and nothing is there by halves.
 */
class KillAndRestartTest {

    private static final String CLERK = "clerk.yunqi";
    private static final String RECORDS = "records.yunqi";
    private static final int WORKERS = 4;
    private static final int ACKNOWLEDGED = 60;
    private static final int LINES = 6000;
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** What the application has said yes to. */
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Set<String> submitted = ConcurrentHashMap.newKeySet();
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger acknowledged = new AtomicInteger();

    private DemoProcess application;
    private JdbcTemplate jdbc;

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedIsThereExactlyOnceAfterAKill() throws Exception {
        // What a process that died had in hand is taken over after four missed heartbeats.
        try (DemoProcess running = new DemoProcess("--db-scheduler.heartbeat-interval=2s")) {
            application = running;
            jdbc = running.jdbc();
            double first = application.start();
            thePastMonthsAreThere();
            nothingByHalves();

            // Killed between two steps of a case.
            String number = start(CLERK, registration("REPAIR", "卫生间水龙头关不紧"));
            work(CLERK, number, "Task_ConfirmCategory", Map.of("category", "WORK_ORDER", "responsibility", "PROPERTY"));
            LocalDateTime agreed = LocalDateTime.now().plusHours(3).truncatedTo(ChronoUnit.MINUTES);
            work(CLERK, number, "Task_FillWorkOrder",
                    Map.of("repairRequested", "水龙头阀芯漏水", "agreedTime", agreed.toString(), "scopeExplained", true));
            List<String> waiting = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                waiting.add(start(CLERK, registration("ENQUIRY", "咨询物业费缴纳方式 " + i)));
            }
            // An import of some thousand lines is under way, too.
            long run = checkedImport();
            Map<String, Object> before = everything();
            press("/pages/registers/import/" + run + "/confirm");
            await("import").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(() -> imported(run) > 0);
            application.kill();
            assertThat(imported(run)).as("lines when it was cut off").isBetween(1, LINES - 1);
            assertThat(importedUnits()).as("each batch is there wholly").isEqualTo(imported(run));
            assertThat(everything()).as("the database alone").isEqualTo(before);
            // What comes due while the application is away.
            due(List.of(number));
            double second = application.start();
            assertThat(application.output()).contains("继续使用它");
            nothingByHalves();
            importedOnce(run);
            firedOnce(List.of(number), "work-order-overdue", "task-reminder");
            assertThat(openTasks(number)).containsOnlyKeys("Task_CarryOutWork", "Task_TrackOverdue");
            Map<String, Object> after = everything();
            assertThat(after.get("submissions")).isEqualTo(before.get("submissions"));
            assertThat(after.get("cases")).isEqualTo(before.get("cases"));
            work("equipment.yunqi", number, "Task_CarryOutWork", Map.of("workResult", "REPAIRED", "workDone", "更换阀芯", "worker", "谢师傅",
                    "finishedAt", LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES).toString()));
            work(CLERK, number, "Task_WriteBackResult", Map.of("handling", "阀芯已更换，不再漏水", "customerConfirms", true));
            work(CLERK, number, "Task_ReplyToCustomer", Map.of("replyResult", "REPLIED", "replyChannel", "CALL", "replyText", "已修好"));
            assertThat(state(number)).isEqualTo("CLOSED");

            // Killed, database and all, while people work and timers fire.
            due(waiting);
            underLoad(() -> application.killWithDatabase());
            double third = application.start();
            assertThat(acknowledged).hasValueGreaterThanOrEqualTo(ACKNOWLEDGED);
            nothingByHalves();
            firedOnce(waiting, "task-reminder", "task-overdue");
            for (String one : waiting) {
                assertThat(openTasks(one)).containsOnlyKeys("Task_ConfirmCategory");
            }
            nothingByHalves();
            System.out.printf("kill and restart: first start %.1f s, after a kill %.1f s, after a kill with the database %.1f s; %d cases, %d submissions%n",
                    first, second, third, started.size(), submitted.size());
        }
    }

    /** Brings a file of units in and waits until it has been checked; gives the number of the import. */
    private long checkedImport() {
        StringBuilder file = new StringBuilder("房号,建筑面积\n");
        for (int i = 0; i < LINES; i++) {
            file.append(9000 + i / 100).append("栋1单元").append(1001 + i % 100).append(",88.5\n");
        }
        Browser records = application.browser(RECORDS);
        StringBuilder form = new StringBuilder();
        Map.of("_csrf", token(records), "kind", "UNITS", "site", "yunqi", "allOrNothing", "false", "matter", "REPAIR").forEach((name, value) ->
                form.append("--form\r\nContent-Disposition: form-data; name=\"").append(name).append("\"\r\n\r\n").append(value).append("\r\n"));
        form.append("--form\r\nContent-Disposition: form-data; name=\"file\"; filename=\"units.csv\"\r\nContent-Type: text/csv\r\n\r\n").append(file)
                .append("\r\n--form--\r\n");
        Answer answer = records.send("POST", "/pages/registers/import", form.toString(), "multipart/form-data; boundary=form");
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        long run = Long.parseLong(answer.header("Location").replaceAll(".*/", ""));
        await("check").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() ->
                "CHECKED".equals(jdbc.queryForObject("select state from import_run where id = ?", String.class, run)));
        return run;
    }

    private void press(String path) {
        Browser records = application.browser(RECORDS);
        assertThat(records.form(path, Map.of("_csrf", token(records))).status()).isEqualTo(302);
    }

    private static String token(Browser browser) {
        Matcher found = TOKEN.matcher(browser.get("/pages/notices").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private int imported(long run) {
        return jdbc.queryForObject("select imported from import_run where id = ?", Integer.class, run);
    }

    private int importedUnits() {
        return count("select count(*) from unit where site_code = 'yunqi' and label ~ '^90[0-9]{2}栋'");
    }

    /** What was cut off goes on by itself, ends with each line exactly once, and the page says so. */
    private void importedOnce(long run) {
        await("the import goes on").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200)).until(() ->
                "DONE".equals(jdbc.queryForObject("select state from import_run where id = ?", String.class, run)));
        assertThat(imported(run)).isEqualTo(LINES);
        assertThat(importedUnits()).isEqualTo(LINES);
        assertThat(count("select count(distinct unit_key) from unit where site_code = 'yunqi' and label ~ '^90[0-9]{2}栋'")).isEqualTo(LINES);
        assertThat(count("select count(*) from building where site_code = 'yunqi' and label ~ '^90[0-9]{2}栋$'")).isEqualTo(LINES / 100);
        assertThat(application.browser(RECORDS).get("/pages/registers/import/" + run).body()).contains("已导入 <strong>" + LINES + "</strong> 行");
    }

    /** The demonstration has cases of the past months in many states, and none of it lies in the future. */
    private void thePastMonthsAreThere() {
        assertThat(count("select count(*) from case_file where parent_number is null and opened_at < now() - interval '8 hours'")).isGreaterThanOrEqualTo(55);
        List<String> states = jdbc.queryForList("""
                select distinct c.category || ' ' || coalesce(c.outcome, t.task_def_key_, '-') from case_file c
                left join act_ru_execution i on i.business_key_ = c.number and i.parent_id_ is null
                left join act_ru_task t on t.proc_inst_id_ = i.id_
                where c.category is not null and (c.outcome is not null or t.id_ is not null)""", String.class);
        assertThat(states).hasSizeGreaterThanOrEqualTo(25)
                .contains("ENQUIRY DONE", "DIRECT DONE", "WORK_ORDER DONE", "RECTIFICATION DONE", "EXTERNAL DONE", "COMMUNICATION DONE", "SPECIAL DONE",
                        "COMPLAINT DONE", "REPAIR DONE", "REPAIR CANCELLED", "REPAIR WITHDRAWN", "COMPLAINT WITHDRAWN", "REPAIR Task_ReviewCost",
                        "REPAIR Task_ApproveCost", "REPAIR Task_Repair", "WORK_ORDER Task_TrackOverdue", "RECTIFICATION Task_VerifySlip",
                        "COMPLAINT Task_InvestigateComplaint", "COMPLAINT Task_HoldSpecialMeeting", "COMMUNICATION Task_PlanMeasures");
        assertThat(jdbc.queryForList("select distinct satisfaction from callback where satisfaction is not null", Integer.class)).contains(1, 2, 3, 4, 5);
        assertThat(jdbc.queryForList("""
                select distinct l.group_id_ from act_ru_task t join act_ru_identitylink l on l.task_id_ = t.id_
                where t.task_def_key_ in ('Task_ApproveCost', 'Task_ReviewCost')""", String.class))
                .contains("service-manager", "vice-chief-engineer", "deputy-general-manager");
        assertThat(count("select count(*) from case_file where grade = 'MAJOR' and state = 'OPEN'")).isPositive();
        assertThat(count("select count(*) from case_file where parent_number is not null")).isPositive();
        assertThat(count("select count(*) from clock_pause where resumed_at is null")).isPositive();
        assertThat(count("select count(*) from notice where template_key = 'task-overdue'")).isPositive();
        none("a line of the timeline in the future", "select id::text from case_timeline where at > now()");
        none("a line before the case", "select t.id::text from case_timeline t join case_file c on c.number = t.case_number where t.at < c.opened_at");
        none("a timeline out of order", """
                select id::text from (select id, at, lag(at) over (partition by case_number order by id) as before from case_timeline) t where at < before""");
        none("a notice in the future", "select id::text from notice where created_at > now()");
        none("history by another clock than the timeline", """
                select s.id::text from case_submission s join act_hi_taskinst h on h.id_ = s.task_id
                where abs(extract(epoch from s.submitted_at - h.end_time_)) > 2""");
        none("a timer that was left behind", "select id_ from act_ru_job where suspension_state_ = 1 and duedate_ < now() - interval '2 minutes'");
    }

    /** Starts and completions by several people at the same time, cut off when enough has been acknowledged. */
    private void underLoad(Runnable cut) throws InterruptedException {
        ExecutorService people = Executors.newFixedThreadPool(WORKERS);
        AtomicInteger turn = new AtomicInteger();
        int from = acknowledged.get();
        for (int worker = 0; worker < WORKERS; worker++) {
            String login = worker % 2 == 0 ? CLERK : "clerk2.yunqi";
            people.submit(() -> {
                try {
                    while (!Thread.currentThread().isInterrupted()) {
                        String number = start(login, registration("ENQUIRY", "咨询装修手续 " + turn.incrementAndGet()));
                        work(login, number, "Task_ConfirmCategory", Map.of("category", "ENQUIRY"));
                        work(login, number, "Task_AnswerEnquiry", Map.of("enquiryResult", "ANSWERED", "answer", "请带身份证和装修图纸到管理处办理"));
                    }
                } catch (UncheckedIOException | IllegalStateException cutOff) {
                    // The application is gone.
                }
            });
        }
        await("load").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> acknowledged.get() - from >= ACKNOWLEDGED);
        cut.run();
        people.shutdownNow();
        assertThat(people.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private Map<String, Object> registration(String kind, String matter) {
        Map<String, Object> home = home();
        Map<String, Object> form = new LinkedHashMap<>(Map.of("site", "yunqi", "channel", "CALL", "callerName", home.get("name"), "callerPhone",
                home.get("digits"), "unitText", home.get("label"), "kind", kind, "matter", matter, "description", matter + "，请尽快处理", "urgency", "NORMAL"));
        if (kind.equals("REPAIR")) {
            form.put("repairItem", "plumbing-electrical");
            form.put("responsibility", "PROPERTY");
        }
        return form;
    }

    private Map<String, Object> home;

    private synchronized Map<String, Object> home() {
        if (home == null) {
            home = jdbc.queryForMap("""
                    select c.name, p.digits, u.label from household h join unit u on u.id = h.unit_id join customer c on c.id = h.customer_id
                    join customer_phone p on p.customer_id = c.id
                    where u.site_code = 'yunqi' and u.label like '1栋%' and h.relation = 'OWNER'
                      and (select count(*) from household o where o.customer_id = c.id) = 1
                    order by u.label limit 1""");
        }
        return home;
    }

    private String start(String login, Map<String, Object> form) {
        sent.incrementAndGet();
        Answer answer = application.as(login).start("contact-intake", form);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String number = answer.json().path("businessKey").asText();
        assertThat(started.add(number)).as("a new number: " + number).isTrue();
        acknowledged.incrementAndGet();
        return number;
    }

    private void work(String login, String number, String taskKey, Map<String, Object> form) {
        Caller person = application.as(login);
        JsonNode tasks = person.post("/engine-rest/task", Map.of("processInstanceBusinessKey", number, "taskDefinitionKey", taskKey)).json();
        assertThat(tasks).as(taskKey + " of " + number).hasSize(1);
        String task = tasks.get(0).path("id").asText();
        Answer claim = person.claim(task, login);
        assertThat(claim.status()).as(claim.body()).isEqualTo(204);
        claimed.add(task + " " + login);
        Answer answer = person.submit(task, form);
        assertThat(answer.status()).as(answer.body()).isIn(200, 204);
        submitted.add(task);
        acknowledged.incrementAndGet();
    }

    /** Lets the timers of these cases be due. */
    private void due(List<String> numbers) {
        for (String number : numbers) {
            assertThat(jdbc.update("""
                    update act_ru_job set duedate_ = now() - interval '1 second' where type_ = 'timer'
                      and process_instance_id_ in (select id_ from act_ru_execution where business_key_ = ? and parent_id_ is null)""", number)).isPositive();
        }
    }

    private void firedOnce(List<String> numbers, String... templates) {
        for (String number : numbers) {
            for (String template : templates) {
                await(template + " of " + number).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() -> count(
                        "select count(*) from notice where case_number = ? and template_key = ?", number, template) > 0);
                assertThat(count("select count(*) from notice where case_number = ? and template_key = ?", number, template)).as(template).isEqualTo(1);
            }
        }
        await("no timer is being fired").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100)).until(() ->
                count("select count(*) from act_ru_job where duedate_ <= now() and retries_ > 0 and suspension_state_ = 1") == 0);
        assertThat(count("select count(*) from act_ru_job where retries_ = 0")).as("timers that failed").isZero();
        assertThat(jdbc.queryForList("""
                select n.case_number || ' ' || n.template_key from notice n where n.template_key in ('task-overdue', 'task-reminder', 'work-order-overdue')
                group by n.case_number, n.template_key, split_part(n.notice_key, ':', 2), split_part(n.notice_key, ':', 3) having count(*) > 1""",
                String.class)).as("notices sent twice").isEmpty();
        assertThat(jdbc.queryForList("""
                select notice_id from notice_delivery where channel = 'IN_APP' group by notice_id, recipient having count(*) > 1""", Long.class)).isEmpty();
    }

    private void nothingByHalves() {
        // What was acknowledged is there, once.
        for (String number : started) {
            assertThat(count("select count(*) from case_file where number = ?", number)).as(number).isEqualTo(1);
            assertThat(count("select count(*) from case_submission where case_number = ? and task_key = 'Start_ContactReceived'", number)).isEqualTo(1);
            assertThat(count("select count(*) from contact_register where case_number = ?", number)).isEqualTo(1);
        }
        for (String task : submitted) {
            assertThat(count("select count(*) from case_submission where task_id = ?", task)).isEqualTo(1);
        }
        for (String claim : claimed) {
            String[] taskAndLogin = claim.split(" ");
            assertThat(count("select count(*) from act_hi_taskinst where id_ = ? and assignee_ = ?", taskAndLogin[0], taskAndLogin[1])).isEqualTo(1);
        }
        // What was cut off is there wholly or not at all.
        assertThat(count("select count(*) from case_file where opened_at > now() - interval '1 hour' and opened_by like '%.yunqi' and parent_number is null"))
                .isBetween(started.size(), sent.get());
        none("a submission without its one line on the timeline", """
                select s.id::text from case_submission s left join case_timeline t on t.submission_id = s.id
                where s.task_id is not null group by s.id having count(t.id) <> 1""");
        none("a line on the timeline without its submission", """
                select t.id::text from case_timeline t left join case_submission s on s.id = t.submission_id
                where t.kind = 'TASK_DONE' and s.id is null""");
        none("a submitted task that is still open", "select t.id_ from act_ru_task t join case_submission s on s.task_id = t.id_");
        none("a case without its one line of opening", """
                select c.number from case_file c left join case_timeline t on t.case_number = c.number and t.kind = 'OPENED'
                group by c.number having count(t.id) <> 1""");
        none("an open case without its process", """
                select c.number from case_file c where c.state = 'OPEN' and c.parent_number is null and (select count(*) from act_ru_execution e
                  where e.business_key_ = c.number and e.parent_id_ is null and e.super_exec_ is null) <> 1""");
        none("a process without its open case", """
                select e.id_ from act_ru_execution e where e.parent_id_ is null and e.super_exec_ is null
                  and not exists (select 1 from case_file c where c.number = e.business_key_ and c.state = 'OPEN')""");
        none("an open case at which nobody and nothing waits", """
                select c.number from case_file c where c.state = 'OPEN' and c.parent_number is null
                  and not exists (
                    select 1 from act_ru_execution i join case_file f on f.number = i.business_key_
                    where i.parent_id_ is null and (f.number = c.number or f.parent_number = c.number)
                      and (exists (select 1 from act_ru_task t where t.proc_inst_id_ = i.id_)
                        or exists (select 1 from act_ru_job j where j.process_instance_id_ = i.id_)))""");
        none("numbers with a gap", """
                select series || ' ' || day from (
                  select split_part(number, '-', 1) as series, split_part(number, '-', 2) as day, count(*) as cases,
                         count(distinct number) as numbers, max(split_part(number, '-', 3)::int) as last from case_file group by 1, 2) n
                where cases <> last or numbers <> last""");
        none("a counter that ran ahead", """
                select k.series || ' ' || k.day from case_number_counter k where k.last_number <> (select count(*) from case_file c
                  where c.number like k.series || '-' || to_char(k.day, 'YYYYMMDD') || '-%')""");
    }

    private void none(String what, String sql) {
        assertThat(jdbc.queryForList(sql, String.class)).as(what).isEmpty();
    }

    /** Counts and open tasks, to be compared across a kill. */
    private Map<String, Object> everything() {
        Map<String, Object> all = new TreeMap<>();
        all.put("cases", jdbc.queryForList("select number || ' ' || state || ' ' || version from case_file order by 1", String.class));
        all.put("timeline", count("select count(*) from case_timeline"));
        all.put("submissions", jdbc.queryForList("select id::text || task_key || data::text from case_submission order by 1", String.class));
        all.put("notices", jdbc.queryForList("select notice_key from notice order by 1", String.class));
        all.put("deliveries", count("select count(*) from notice_delivery"));
        all.put("tasks", jdbc.queryForList("select id_ || coalesce(assignee_, '-') || coalesce(due_date_::text, '-') from act_ru_task order by 1", String.class));
        all.put("timers", jdbc.queryForList("select id_ || coalesce(duedate_::text, '-') from act_ru_job order by 1", String.class));
        return all;
    }

    private Map<String, Object> openTasks(String number) {
        Map<String, Object> open = new TreeMap<>();
        jdbc.queryForList("select t.task_def_key_ as key, t.id_ as id from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_ where e.business_key_ = ?",
                number).forEach(row -> open.put((String) row.get("key"), row.get("id")));
        return open;
    }

    private String state(String number) {
        return jdbc.queryForObject("select state from case_file where number = ?", String.class, number);
    }

    private int count(String sql, Object... parameters) {
        return jdbc.queryForObject(sql, Integer.class, parameters);
    }
}
