package io.casework.procedure.access;

import java.util.List;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/** The posts that may start a procedure: what its model names in {@code camunda:candidateStarterGroups}. */
final class StartPosts {

    private StartPosts() {
    }

    /** Codes of the posts; empty where the model names none. */
    static List<String> of(ProcessDefinition definition) {
        return definition instanceof ProcessDefinitionEntity entity
                ? entity.getCandidateStarterGroupIdExpressions().stream().map(Expression::getExpressionText).toList()
                : List.of();
    }
}
