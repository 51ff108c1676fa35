package io.casework.procedure;

import java.util.Map;

/**
 * Prepares what the forms of one room show: facts to read and proposals for fields. Computed when the form is opened, so that it is never stale and
 * needs no process variables. The guard checks a submission against the same data.
 */
public interface FormData {

    /** Whether this bean has something to show in the form. */
    boolean serves(String formId);

    /** Values by key: texts, numbers, yes/no, days, lists of texts or of maps. */
    Map<String, Object> data(FormRequest request);
}
