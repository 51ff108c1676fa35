package io.casework.report.print;

import io.casework.casefile.CaseView;
import java.util.List;
import java.util.Map;

/** What one form prints of a case. */
public interface CaseSheets {

    /** Code of the form, which also names its supplied template. */
    String form();

    /** The places of the form apart from those that every form has. */
    FormFields fields();

    /** The values, sheet by sheet, oldest first; none where the case has no such record. */
    List<Map<String, Object>> of(CaseView file);
}
