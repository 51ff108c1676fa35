package io.casework.procedure;

import io.casework.casefile.Actor;
import io.casework.organisation.Staffing;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who is acting: the person signed in for this call, or the system for timers, jobs and start-up. */
@Component
public class People {

    private final ObjectProvider<IdentityService> identity;
    private final Staffing staffing;

    People(ObjectProvider<IdentityService> identity, Staffing staffing) {
        this.identity = identity;
        this.staffing = staffing;
    }

    /** The acting person with the real name, {@link Actor#SYSTEM} where nobody is signed in. */
    public Actor current() {
        String login = currentLogin();
        return login == null ? Actor.SYSTEM : actor(login);
    }

    /** The login of the acting person, {@code null} for the system. */
    public String currentLogin() {
        Authentication authentication = identity.getObject().getCurrentAuthentication();
        return authentication == null ? null : authentication.getUserId();
    }

    /** The person behind a login; the login itself stands for a person who has gone. */
    public Actor actor(String login) {
        return new Actor(login, staffing.nameOf(login));
    }
}
