package io.casework.contact.process;

import io.casework.contact.CustomerReplies;
import io.casework.contact.Opinions;
import io.casework.procedure.CaseDelegate;
import io.casework.procedure.ProcedureBean;
import io.casework.procedure.Step;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Task_AnswerOpinion: the answer to the customer; who cannot be reached is tried again by the intake. */
@Component
@ProcedureBean("登记沟通类事项对客户的答复")
class RecordOpinionAnswer extends CaseDelegate {

    private final Opinions opinions;
    private final CustomerReplies replies;

    RecordOpinionAnswer(Opinions opinions, CustomerReplies replies) {
        this.opinions = opinions;
        this.replies = replies;
    }

    @Override
    protected Map<String, Object> carryOut(Step step) {
        CustomerReplies.State state = replies.reply(step.caseNumber(), step.answers(), step.actor());
        if (state == CustomerReplies.State.NOT_ACCEPTED) {
            opinions.seekAgain(step.caseNumber(), step.answers(), step.actor());
        }
        return Map.of("replyState", state, "customerReplied", state == CustomerReplies.State.REPLIED);
    }
}
