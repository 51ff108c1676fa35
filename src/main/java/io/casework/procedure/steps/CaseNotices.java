package io.casework.procedure.steps;

import io.casework.casefile.Actor;
import io.casework.casefile.Answers;
import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseView;
import io.casework.customer.Customers;
import io.casework.notification.NoticeRequest;
import io.casework.notification.Notices;
import io.casework.organisation.Posts;
import io.casework.organisation.Sites;
import io.casework.platform.ChineseTime;
import io.casework.procedure.ModelElements;
import io.casework.procedure.People;
import io.casework.procedure.door.Submitted;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.springframework.stereotype.Component;

/** Fills the notices that models send: everything that the case, the step and the process facts know stands ready as a placeholder. */
@Component
class CaseNotices {

    static final String CUSTOMER = "customer";
    static final String ASSIGNEE = "assignee";

    private final Notices notices;
    private final CaseFiles cases;
    private final Customers customers;
    private final Sites sites;
    private final Posts posts;
    private final People people;

    CaseNotices(Notices notices, CaseFiles cases, Customers customers, Sites sites, Posts posts, People people) {
        this.notices = notices;
        this.cases = cases;
        this.customers = customers;
        this.sites = sites;
        this.posts = posts;
        this.people = people;
    }

    /** The notice that the element's properties describe. {@code task} is {@code null} outside of a user task. */
    void send(ModelElements.Element element, DelegateExecution execution, DelegateTask task) {
        String template = required(element, "notice");
        List<String> to = Arrays.stream(required(element, "to").split(",")).map(String::trim).filter(part -> !part.isEmpty()).toList();
        send(template, to, element, execution, task);
    }

    /**
     * A notice to posts, to the customer or to the assignee; written once per template and per execution of the step. Where nobody is there to be told
     * (a customer without a number, a task that nobody has taken), the case goes on and says so.
     */
    void send(String template, List<String> to, ModelElements.Element element, DelegateExecution execution, DelegateTask task) {
        String caseNumber = execution.getProcessBusinessKey();
        CaseView view = cases.view(caseNumber);
        String occurrence = task != null ? task.getId() : Objects.toString(execution.getActivityInstanceId(), execution.getId());
        NoticeRequest.Builder request = NoticeRequest.of(template, template + ":" + element.id() + ":" + occurrence)
                .about(caseNumber, view.site());
        for (String receiver : to) {
            switch (receiver) {
                case CUSTOMER -> request.toCustomer(view.customerPhone(), customers.contactRefused(view.customerId()));
                case ASSIGNEE -> request.toLogins(task == null ? null : task.getAssignee());
                default -> request.toPosts(receiver);
            }
        }
        describe(request, view, element, execution, task);
        NoticeRequest notice = request.build();
        if (notice.hasReceiver()) {
            notices.send(notice);
        } else {
            cases.note(caseNumber, Actor.SYSTEM, "NOTE", "“" + element.name() + "”的通知没有收件人，未发送", null);
        }
    }

    /** The post whose members may take the task, {@code null} where it has none. */
    static String candidatePost(DelegateTask task) {
        return task.getCandidates().stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()) && link.getGroupId() != null)
                .map(link -> link.getGroupId()).sorted().findFirst().orElse(null);
    }

    private void describe(NoticeRequest.Builder request, CaseView view, ModelElements.Element element, DelegateExecution execution, DelegateTask task) {
        execution.getVariables().forEach((name, value) -> request.with(name, text(value)));
        Submitted submitted = Submitted.current();
        Answers answers = submitted == null ? Answers.none() : submitted.answers();
        Actor actor = submitted == null ? people.current() : submitted.actor();
        answers.asMap().forEach((name, value) -> request.with(name, text(value)));
        request.with("customerName", view.customerName())
                .with("unitName", view.home())
                .with("matter", view.matter())
                .with("siteName", sites.name(view.site()))
                .with("processName", element.processName())
                .with("stepName", element.name())
                .with("taskName", task == null ? element.name() : task.getName())
                .with("actorName", actor.name());
        if (task != null) {
            request.with("dueAt", text(task.getDueDate()));
            request.with("assigneeName", task.getAssignee() == null ? postName(task) : people.actor(task.getAssignee()).name());
        }
    }

    private String postName(DelegateTask task) {
        String post = candidatePost(task);
        return post == null ? "尚未认领" : posts.name(post) + "（尚未认领）";
    }

    private static String text(Object value) {
        if (value instanceof Date date) {
            return ChineseTime.minute(date.toInstant());
        }
        if (value instanceof Boolean yes) {
            return yes ? "是" : "否";
        }
        return value == null ? null : value.toString();
    }

    private static String required(ModelElements.Element element, String property) {
        String value = element.properties().get(property);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("流程 " + element.processKey() + " 的元素 " + element.id() + " 缺少扩展属性 " + property);
        }
        return value;
    }
}
