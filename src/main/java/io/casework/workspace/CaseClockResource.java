package io.casework.workspace;

import io.casework.casefile.CaseView;
import io.casework.platform.EnumCode;
import io.casework.platform.RuleViolation;
import io.casework.worktime.CaseClocks;
import io.casework.worktime.ClockPause;
import io.casework.worktime.PauseReason;
import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Stops the clock of a case and lets it run again, for clerks and supervisors of its site and for managers. A case of another site does not
 * exist for the caller.
 */
@RestController
@For(Audience.CASE_LEADERS)
class CaseClockResource {

    private static final String REASONS = Arrays.stream(PauseReason.values()).map(reason -> reason.name() + " " + reason.label())
            .collect(Collectors.joining("、"));

    private final VisibleCases visible;
    private final CaseClocks clocks;

    CaseClockResource(VisibleCases visible, CaseClocks clocks) {
        this.visible = visible;
        this.clocks = clocks;
    }

    /** @param reason CUSTOMER, PARTS, WEATHER or THIRD_PARTY; @param note up to 500 characters, may be missing */
    record Pause(String reason, String note) {
    }

    record State(String caseNumber, boolean paused, String reason, String reasonName, String note, Instant pausedAt, String pausedBy,
            Instant resumedAt, String resumedBy) {

        static State of(ClockPause pause) {
            return new State(pause.caseNumber(), pause.isOpen(), pause.reason().name(), pause.reason().label(), pause.note(), pause.pausedAt(),
                    pause.pausedBy(), pause.resumedAt(), pause.resumedBy());
        }
    }

    /** Stops the clock; timers of the case stand still. */
    @PostMapping("/api/cases/{number}/pause")
    State pause(@PathVariable String number, @RequestBody Pause pause, Principal person) {
        allowed(number);
        return State.of(clocks.pause(number, reason(pause.reason()), pause.note(), person.getName()));
    }

    /** Lets the clock run again; open deadlines move by the working time that it stood. */
    @PostMapping("/api/cases/{number}/resume")
    State resume(@PathVariable String number, Principal person) {
        allowed(number);
        return State.of(clocks.resume(number, person.getName()));
    }

    private void allowed(String number) {
        CaseView file = visible.required(number);
        if (!file.isOpen()) {
            throw new RuleViolation("caseNumber", "案件 " + number + " " + file.state().label() + "，不能再暂停或恢复计时");
        }
    }

    private static PauseReason reason(String code) {
        return EnumCode.find(PauseReason.class, code)
                .orElseThrow(() -> new RuleViolation("reason", "请选择暂停计时的原因：" + REASONS));
    }
}
