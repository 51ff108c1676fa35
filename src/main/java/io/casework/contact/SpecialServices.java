package io.casework.contact;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.platform.ChineseTime;
import io.casework.platform.RuleViolation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Specially agreed service 特约服务 (AS-SPC-01). Its own operating rule is known by title only, so what is done is free text; the price is agreed beforehand. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class SpecialServices {

    private final CaseFiles cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    SpecialServices(CaseFiles cases, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A request and what came of it. Nullable: wantedAt, note and, until it is settled, everything about the result.
     *
     * @param result PROVIDED, DECLINED, WITHDRAWN (by the customer) or NOT_SPECIAL
     * @param agreedPrice yuan, agreed before the service
     */
    public record Request(long id, String caseNumber, String serviceRequested, Instant wantedAt, String note, String result, BigDecimal agreedPrice,
            String provider, Instant providedAt, String resultNote, String settledBy) {
    }

    /** Logs what the customer asks for. A wanted time in the past is refused on {@code wantedTime}. */
    public void open(String caseNumber, Answers answers, Actor actor) {
        Instant wanted = answers.has("wantedTime") ? FutureTime.required("wantedTime", "客户希望的时间", answers, clock) : null;
        jdbc.sql("insert into special_service (case_number, service_requested, wanted_at, note, requested_at, requested_by) values (?, ?, ?, ?, ?, ?)")
                .params(caseNumber, answers.text("serviceRequested"), wanted == null ? null : Timestamp.from(wanted),
                        answers.textIfAny("serviceNote").orElse(null), Timestamp.from(clock.instant()), actor.login()).update();
        cases.note(caseNumber, actor, "SPECIAL_SERVICE", "特约服务：" + answers.text("serviceRequested"), "AS-SPC-01");
    }

    /** What the property company did. A completion in the future is refused on {@code providedAt}. */
    public void settle(String caseNumber, Answers answers, Actor actor) {
        Request request = required(caseNumber);
        Instant provided = answers.dateTimeIfAny("providedAt").map(ChineseTime::instant).orElse(null);
        if (provided != null && provided.isAfter(clock.instant())) {
            throw new RuleViolation("providedAt", "“完成时间”不能晚于现在");
        }
        BigDecimal price = answers.decimalIfAny("agreedPrice").map(value -> value.setScale(2, RoundingMode.HALF_UP)).orElse(null);
        jdbc.sql("update special_service set result = ?, agreed_price = ?, provider = ?, provided_at = ?, result_note = ?, settled_at = ?, settled_by = ? where id = ?")
                .params(answers.text("serviceResult"), price, answers.textIfAny("provider").orElse(null), provided == null ? null : Timestamp.from(provided),
                        answers.text("resultNote"), Timestamp.from(clock.instant()), actor.login(), request.id()).update();
        cases.note(caseNumber, actor, "SPECIAL_SERVICE_RESULT", words(answers.text("serviceResult"), price) + "：" + answers.text("resultNote"), "AS-SPC-01");
    }

    /** The outcome goes back into the call and visit record. */
    public void writeBack(String caseNumber) {
        Request request = required(caseNumber);
        cases.handling(caseNumber, words(request.result(), request.agreedPrice()) + "：" + request.resultNote());
    }

    /** The newest request of a case. */
    @Transactional(readOnly = true)
    public Optional<Request> latest(String caseNumber) {
        return jdbc.sql("select id, case_number, service_requested, wanted_at, note, result, agreed_price, provider, provided_at, result_note, settled_by"
                        + " from special_service where case_number = ? order by id desc limit 1").param(caseNumber)
                .query((row, index) -> new Request(row.getLong(1), row.getString(2), row.getString(3), instant(row.getTimestamp(4)), row.getString(5),
                        row.getString(6), row.getBigDecimal(7), row.getString(8), instant(row.getTimestamp(9)), row.getString(10), row.getString(11)))
                .optional();
    }

    private Request required(String caseNumber) {
        return latest(caseNumber).orElseThrow(() -> new RuleViolation("案件 " + caseNumber + " 没有特约服务登记"));
    }

    private static String words(String result, BigDecimal price) {
        return switch (result) {
            case "PROVIDED" -> "特约服务已提供，约定价格 " + price.toPlainString() + " 元";
            case "DECLINED" -> "特约服务不能提供";
            case "WITHDRAWN" -> "客户放弃特约服务";
            default -> "不属特约服务";
        };
    }

    private static Instant instant(Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
