package io.casework.procedure.door;

import io.casework.organisation.Sites;
import io.casework.organisation.Staffing;
import io.casework.procedure.Choice;
import io.casework.procedure.ChoiceSource;
import io.casework.procedure.FormRequest;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The sites that a person works for; a person with one site still sees it named. */
@Component
class SiteChoices implements ChoiceSource {

    private final Sites sites;
    private final Staffing staffing;

    SiteChoices(Sites sites, Staffing staffing) {
        this.sites = sites;
        this.staffing = staffing;
    }

    @Override
    public String name() {
        return "sites";
    }

    @Override
    public List<Choice> choices(FormRequest request) {
        Set<String> own = staffing.sitesOf(request.login());
        return sites.all().stream().filter(site -> own.contains(site.code())).map(site -> new Choice(site.name(), site.code())).toList();
    }
}
