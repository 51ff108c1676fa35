package io.casework.procedure.access;

import io.casework.casefile.Submissions;
import io.casework.procedure.FourEyes;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** Who did a step is whoever submitted its form. */
@Component
class SubmissionsFourEyes implements FourEyes {

    private final Submissions submissions;

    SubmissionsFourEyes(Submissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public boolean excluded(String caseNumber, Collection<String> taskKeys, String login) {
        return submissions.submittedBy(login, caseNumber, taskKeys);
    }
}
