package io.casework.procedure.inbox;

import io.casework.organisation.Site;
import io.casework.organisation.Sites;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

/**
 * The lists that come with the software, in the order in which Tasklist shows them. What a list may show is not their matter: the
 * rights of the person who looks are added to every query. All are sorted by due date, so that what is overdue comes first.
 */
@Component
class FilterCatalogue {

    /** Posts of the person who looks, those of a running substitution included: the door hands them over with each request. */
    private static final String MY_POSTS = "${currentUserGroups()}";
    private static final String ME = "${currentUser()}";
    private static final String NOW = "${now()}";
    private static final String BEFORE_TODAY = "${dateTime().withTimeAtStartOfDay().minusSeconds(1)}";
    private static final String TOMORROW = "${dateTime().withTimeAtStartOfDay().plusDays(1)}";

    private static final List<Map<String, String>> SHOWN = List.of(
            shown("caseNumber", "案件编号"), shown("customerName", "客户"), shown("unitName", "房号"), shown("matter", "事项"));

    private static final int FAMILIES_FROM = 100;
    private static final int SITES_FROM = 200;

    /** Procedures that belong together for those who work on them. */
    private enum Family {
        CONTACT("来电来访", "contact-intake", "case-withdrawal"),
        WORK_ORDER("服务工作单", "service-work-order"),
        SLIP("工作联系单", "rectification-slip"),
        OTHER("外联、沟通与特约服务", "external-unit", "communication", "special-service"),
        COMPLAINT("投诉", "complaint"),
        REPAIR("维修", "repair-dispatch"),
        COST("费用审批", "cost-approval"),
        CALLBACK("回访", "customer-callback");

        private final String label;
        private final String[] procedures;

        Family(String label, String... procedures) {
            this.label = label;
            this.procedures = procedures;
        }
    }

    private final Sites sites;

    FilterCatalogue(Sites sites) {
        this.sites = sites;
    }

    /** All of them, for the sites that there are now. */
    List<ReadyFilter> all() {
        List<ReadyFilter> filters = new ArrayList<>();
        filters.add(filter("mine", "我的任务", "我已认领、正在办理的任务", 10, true, true,
                query -> query.taskAssigneeExpression(ME)));
        filters.add(filter("unclaimed", "本岗位待认领", "我的岗位上还没有人认领的任务", 20, true, true,
                query -> query.taskCandidateGroupInExpression(MY_POSTS)));
        filters.add(filter("due-today", "今天到期", "今天到期的任务：我的、本岗位的和我主管的岗位的", 30, true, false,
                query -> query.dueAfterExpression(BEFORE_TODAY).dueBeforeExpression(TOMORROW)));
        filters.add(filter("overdue", "已超时", "已过期限的任务：我的、本岗位的和我主管的岗位的", 40, true, false,
                query -> query.dueBeforeExpression(NOW)));
        filters.add(filter("post", "全部（本岗位）", "我的岗位上的全部任务，包括同事已认领的", 50, true, false,
                query -> query.taskCandidateGroupInExpression(MY_POSTS).includeAssignedTasks()));
        for (Family family : Family.values()) {
            filters.add(filter("procedure:" + family.name(), "流程：" + family.label, "“" + family.label + "”中我看得到的任务",
                    FAMILIES_FROM + family.ordinal(), true, false, query -> query.processDefinitionKeyIn(family.procedures)));
        }
        int position = SITES_FROM;
        for (Site site : sites.all()) {
            filters.add(filter("site:" + site.code(), "小区：" + site.name(), "“" + site.name() + "”我看得到的任务",
                    position++, false, false, query -> query.tenantIdIn(site.code())));
        }
        return filters;
    }

    /** The procedures that a family names; what belongs to none is found in the lists over all procedures only. */
    static Set<String> proceduresInFamilies() {
        return List.of(Family.values()).stream().flatMap(family -> List.of(family.procedures).stream()).collect(Collectors.toSet());
    }

    private static ReadyFilter filter(String code, String name, String description, int position, boolean forEverybody,
            boolean refreshed, UnaryOperator<TaskQuery> narrowed) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("description", description);
        properties.put("priority", position);
        properties.put("color", "#555555");
        properties.put("refresh", refreshed);
        properties.put("showUndefinedVariable", false);
        properties.put("variables", SHOWN);
        return new ReadyFilter(code, name, forEverybody, narrowed.apply(new TaskQueryImpl()).orderByDueDate().asc(), properties);
    }

    private static Map<String, String> shown(String variable, String label) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("name", variable);
        shown.put("label", label);
        return shown;
    }
}
