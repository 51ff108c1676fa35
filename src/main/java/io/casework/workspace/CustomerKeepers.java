package io.casework.workspace;

import io.casework.organisation.Staffing;
import org.springframework.stereotype.Component;

/** Tells pages for whom they may offer the way to the particulars of a customer. */
@Component
public class CustomerKeepers {

    private final Staffing staffing;

    CustomerKeepers(Staffing staffing) {
        this.staffing = staffing;
    }

    /** Whether the person keeps the customers of this site. */
    public boolean keeps(String login, String site) {
        return staffing.rightsAs(login, Audience.CUSTOMER_KEEPERS.posts()).stream().anyMatch(right -> right.reaches(site));
    }
}
