package io.casework.procedure.access;

import org.camunda.bpm.engine.AuthorizationException;

/** Refused because of who is asking; the message says in Chinese why and who may. */
final class NotAllowed extends AuthorizationException {

    NotAllowed(String message) {
        super(message);
    }
}
