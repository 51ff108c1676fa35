package io.casework.procedure.access;

import io.casework.organisation.Right;
import io.casework.organisation.Staffing;
import io.casework.organisation.Supervision;
import io.casework.procedure.FourEyes;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.cfg.auth.AuthorizationCommandChecker;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DelegateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.ResolveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractAddIdentityLinkCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.engine.impl.util.xml.Namespace;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;

/**
 * The one place that says who may do what with a task, for Tasklist, REST and Java alike. What it does not speak about is left to
 * the engine's authorizations, which are granted to posts. Work of the system itself (jobs, timers, delegates, start-up) passes.
 *
 * <ul>
 * <li>see: who holds the candidate post at the task's site (or stands in for a holder), the assignee, the manager of the post;
 * <li>claim: who holds the candidate post at the site, unless an earlier step of the case by the same person forbids it;
 * <li>put back: the assignee or the manager;
 * <li>hand on: the manager of the post, to somebody who could claim it;
 * <li>submit: the assignee only, and only while he or she holds the candidate post (a substitution may have ended meanwhile);
 * <li>change anything else about a task (due date, priority, groups, variables): system administrators only; delegate and resolve: nobody.
 * </ul>
 */
final class TaskRights extends AuthorizationCommandChecker {

    private static final String NOT_BY = "notBy";
    private static final Field CLAIMANT = EngineDoor.field(ClaimTaskCmd.class, "userId");
    private static final Field ASSIGNEE = EngineDoor.field(AbstractAddIdentityLinkCmd.class, "userId");

    private final Staffing staffing;
    private final Supervision supervision;
    private final Supplier<FourEyes> fourEyes;

    TaskRights(Staffing staffing, Supervision supervision, Supplier<FourEyes> fourEyes) {
        this.staffing = staffing;
        this.supervision = supervision;
        this.fourEyes = fourEyes;
    }

    @Override
    public void checkReadTask(TaskEntity task) {
        String me = person();
        if (me != null && !isOperator(me) && !me.equals(task.getAssignee()) && !isCandidate(me, task) && !manages(me, task)) {
            throw new NotAllowed("这个任务不属于您的岗位");
        }
    }

    @Override
    public void checkReadTaskVariable(TaskEntity task) {
        checkReadTask(task);
    }

    @Override
    public void checkUpdateTaskVariable(TaskEntity task) {
        operatorsOnly("任务的数据只能通过表单填写");
    }

    @Override
    public void checkTaskWork(TaskEntity task) {
        String me = person();
        if (me == null) {
            return;
        }
        Command<?> command = EngineDoor.running();
        if (command instanceof ClaimTaskCmd claim) {
            String claimant = (String) EngineDoor.value(CLAIMANT, claim);
            if (claimant == null) {
                putBack(me, task);
            } else if (claimant.equals(me)) {
                claim(me, task);
            } else {
                handOn(me, claimant, task);
            }
        } else if (command instanceof ResolveTaskCmd) {
            throw new NotAllowed("任务不能以“解决”方式结束，请填写表单并完成");
        } else if (command instanceof HandleTaskBpmnErrorCmd || command instanceof HandleTaskEscalationCmd) {
            operatorsOnly("任务只能用表单完成");
        } else {
            submit(me, task);
        }
    }

    @Override
    public void checkTaskAssign(TaskEntity task) {
        String me = person();
        if (me == null) {
            return;
        }
        Command<?> command = EngineDoor.running();
        if (command instanceof DelegateTaskCmd) {
            throw new NotAllowed("任务不能委派；请由主管改派给同岗位的人");
        }
        if (command instanceof AssignTaskCmd assign) {
            String to = (String) EngineDoor.value(ASSIGNEE, assign);
            if (to == null) {
                putBack(me, task);
            } else if (to.equals(me) && task.getAssignee() == null) {
                claim(me, task);
            } else if (!Objects.equals(to, task.getAssignee())) {
                handOn(me, to, task);
            }
            return;
        }
        operatorsOnly("任务的期限、优先级和候选岗位由流程决定，不能修改");
    }

    /** Which posts may start a procedure is written in its model; at which site is judged when the site is known. */
    @Override
    public void checkCreateProcessInstance(ProcessDefinition definition) {
        String me = person();
        if (me != null && !isOperator(me) && rightsToStart(me, definition).isEmpty()) {
            throw new NotAllowed("您的岗位不能发起“" + name(definition) + "”");
        }
    }

    /** The rights by which this person may start the procedure; any right where the model names no posts. */
    List<Right> rightsToStart(String login, ProcessDefinition definition) {
        List<String> posts = StartPosts.of(definition);
        return staffing.rightsOf(login).stream()
                .filter(right -> posts.isEmpty() ? definition.isStartableInTasklist() : posts.contains(right.post()))
                .toList();
    }

    /** Who is acting, or {@code null} for the system itself. */
    static String person() {
        CommandContext context = Context.getCommandContext();
        Authentication authentication = context.isAuthorizationCheckEnabled() ? context.getAuthentication() : null;
        return authentication == null ? null : authentication.getUserId();
    }

    boolean isOperator(String login) {
        return staffing.holds(login, DoorPosts.OPERATOR, null);
    }

    private void claim(String me, TaskEntity task) {
        if (!isCandidate(me, task)) {
            throw new NotAllowed(manages(me, task) ? "这个任务由您督办的岗位办理，您不能认领；请在案件全貌中催办" : "您不在这个任务的候选岗位中，不能认领");
        }
        requireFreshEyes(me, task, "您");
    }

    private void submit(String me, TaskEntity task) {
        if (task.getAssignee() == null) {
            throw new NotAllowed("请先认领任务，再提交");
        }
        if (!task.getAssignee().equals(me)) {
            throw new NotAllowed("这个任务由" + staffing.nameOf(task.getAssignee()) + "办理，只有办理人可以提交");
        }
        if (!task.getCandidates().isEmpty() && !isCandidate(me, task)) {
            throw new NotAllowed("您已不在这个任务的候选岗位中，不能提交；请把任务放回，由在岗的人办理");
        }
        requireFreshEyes(me, task, "您");
    }

    private void putBack(String me, TaskEntity task) {
        if (!me.equals(task.getAssignee()) && !isOperator(me) && !manages(me, task)) {
            throw new NotAllowed("只有办理人或主管可以把任务放回");
        }
    }

    private void handOn(String me, String to, TaskEntity task) {
        if (!isOperator(me) && !manages(me, task)) {
            throw new NotAllowed("只有主管可以改派任务");
        }
        if (!isCandidate(to, task)) {
            throw new NotAllowed(staffing.nameOf(to) + "不在这个任务的候选岗位中，不能改派给他");
        }
        requireFreshEyes(to, task, staffing.nameOf(to));
    }

    private void operatorsOnly(String refusal) {
        String me = person();
        if (me != null && !isOperator(me)) {
            throw new NotAllowed(refusal);
        }
    }

    private boolean isCandidate(String login, TaskEntity task) {
        for (IdentityLink link : task.getIdentityLinks()) {
            if (IdentityLinkType.CANDIDATE.equals(link.getType())
                    && (login.equals(link.getUserId())
                            || link.getGroupId() != null && holds(login, link.getGroupId(), task.getTenantId()))) {
                return true;
            }
        }
        return false;
    }

    private boolean manages(String login, TaskEntity task) {
        for (Right right : staffing.rightsOf(login)) {
            for (IdentityLink link : task.getIdentityLinks()) {
                if (IdentityLinkType.CANDIDATE.equals(link.getType())
                        && link.getGroupId() != null
                        && supervision.postsUnder(right.post()).contains(link.getGroupId())
                        && reaches(right, task.getTenantId())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean holds(String login, String post, String site) {
        return staffing.rightsOf(login).stream().anyMatch(right -> right.post().equals(post) && reaches(right, site));
    }

    /** A task without a site belongs to the posts for all sites. */
    private static boolean reaches(Right right, String site) {
        return site == null ? right.siteOrNullForAll() == null : right.reaches(site);
    }

    private void requireFreshEyes(String login, TaskEntity task, String whom) {
        ExecutionEntity execution = task.getExecution();
        if (execution == null) {
            return;
        }
        ProcessDefinitionEntity definition = execution.getProcessDefinition();
        ActivityImpl activity = definition.findActivity(task.getTaskDefinitionKey());
        if (activity == null || !(activity.getProperty(NOT_BY) instanceof List<?> listed) || listed.isEmpty()) {
            return;
        }
        List<String> earlier = listed.stream().map(Object::toString).toList();
        String caseNumber = execution.getProcessInstance().getBusinessKey();
        if (caseNumber != null && fourEyes.get().excluded(caseNumber, earlier, login)) {
            String steps = String.join("、", earlier.stream().map(key -> stepName(definition, key)).toList());
            throw new NotAllowed("同一案件的“" + steps + "”由" + whom + "办理，这一步须由另一人办理");
        }
    }

    private static String stepName(ProcessDefinitionEntity definition, String key) {
        ActivityImpl activity = definition.findActivity(key);
        return activity == null || activity.getName() == null ? "前面的步骤" : activity.getName();
    }

    private static String name(ProcessDefinition definition) {
        return definition.getName() == null ? definition.getKey() : definition.getName();
    }

    /** Reads the extension property {@code notBy} of user tasks when a model is parsed. */
    static final class NotByReader extends AbstractBpmnParseListener {

        private static final Namespace CAMUNDA = BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS;

        @Override
        public void parseUserTask(Element userTask, ScopeImpl scope, ActivityImpl activity) {
            Element extensions = userTask.element("extensionElements");
            Element properties = extensions == null ? null : extensions.elementNS(CAMUNDA, "properties");
            if (properties == null) {
                return;
            }
            for (Element property : properties.elementsNS(CAMUNDA, "property")) {
                if (NOT_BY.equals(property.attribute("name")) && property.attribute("value") != null) {
                    activity.setProperty(NOT_BY, Arrays.stream(property.attribute("value").split(","))
                            .map(String::strip).filter(key -> !key.isEmpty()).toList());
                }
            }
        }
    }
}
