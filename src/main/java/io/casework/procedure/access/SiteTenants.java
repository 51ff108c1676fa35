package io.casework.procedure.access;

import io.casework.organisation.Right;
import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.platform.RuleViolation;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;

/**
 * Which site a new instance belongs to: a called one to that of its caller; a new case to the site chosen in its start form, at
 * which the starter must hold a post that may start it.
 */
final class SiteTenants implements TenantIdProvider {

    private static final String SITE = "site";

    private final Staffing staffing;
    private final Sites sites;
    private final TaskRights rights;

    SiteTenants(Staffing staffing, Sites sites, TaskRights rights) {
        this.staffing = staffing;
        this.sites = sites;
        this.rights = rights;
    }

    @Override
    public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext start) {
        if (start.getSuperExecution() != null) {
            return start.getSuperExecution().getTenantId();
        }
        Object chosen = start.getVariables() == null ? null : start.getVariables().get(SITE);
        String site = chosen == null || chosen.toString().isBlank() ? null : chosen.toString();
        String starter = TaskRights.person();
        if (starter == null) {
            return site;
        }
        if (site == null) {
            throw new RuleViolation(SITE, "请选择小区");
        }
        if (sites.site(site).isEmpty() || !staffing.sitesOf(starter).contains(site)) {
            throw new RuleViolation(SITE, "您不在所选的小区任职，不能为它登记");
        }
        List<Right> held = rights.rightsToStart(starter, start.getProcessDefinition());
        if (!rights.isOperator(starter) && held.stream().noneMatch(right -> right.reaches(site))) {
            throw new RuleViolation(SITE, "您在所选小区的岗位不能发起这个流程");
        }
        return site;
    }

    @Override
    public String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext start) {
        return start.getSuperExecution() == null ? null : start.getSuperExecution().getTenantId();
    }

    @Override
    public String provideTenantIdForHistoricDecisionInstance(TenantIdProviderHistoricDecisionInstanceContext decision) {
        return decision.getExecution() == null ? null : decision.getExecution().getTenantId();
    }
}
