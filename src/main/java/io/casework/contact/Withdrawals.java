package io.casework.contact;

import io.casework.casefile.CaseFiles;
import io.casework.casefile.CaseKind;
import io.casework.casefile.CaseView;
import io.casework.notification.NoticeRequest;
import io.casework.notification.NoticeTemplates;
import io.casework.notification.Notices;
import io.casework.platform.RuleViolation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Says whether a customer may take a matter back, and tells those who were working on it. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Withdrawals {

    private static final String FIELD = "caseNumber";

    private final CaseFiles cases;
    private final Notices notices;

    Withdrawals(CaseFiles cases, Notices notices) {
        this.cases = cases;
        this.notices = notices;
    }

    /**
     * The case that may be withdrawn with this number at this site.
     *
     * @throws RuleViolation on {@code caseNumber} for an unknown case, one of another site (which is not told apart from an unknown one), a child, or one
     *     that is closed
     */
    public CaseView withdrawable(String caseNumber, String site) {
        CaseView view = cases.find(caseNumber.strip().toUpperCase()).filter(found -> found.site().equals(site))
                .orElseThrow(() -> new RuleViolation(FIELD, "所选小区没有编号为 " + caseNumber + " 的案件"));
        if (view.parentNumber() != null || view.kind() != CaseKind.CONTACT) {
            throw new RuleViolation(FIELD, "子案件不能单独撤回，请撤回主案件 " + view.parentNumber());
        }
        if (!view.isOpen()) {
            throw new RuleViolation(FIELD, "案件 " + view.number() + " " + view.state().label() + "，不能撤回");
        }
        return view;
    }

    /** The numbers of the case and of its children that are still open: everything that ends with it. */
    public List<String> concerned(CaseView view) {
        List<String> numbers = new ArrayList<>(List.of(view.number()));
        cases.children(view.number()).stream().filter(CaseView::isOpen).map(CaseView::number).forEach(numbers::add);
        return numbers;
    }

    /** Tells those who held open tasks, and the posts whose tasks nobody had taken yet. */
    public void tell(CaseView view, String reason, Collection<String> logins, Collection<String> posts) {
        if (logins.isEmpty() && posts.isEmpty()) {
            return;
        }
        notices.send(NoticeRequest.of(NoticeTemplates.CASE_WITHDRAWN, "case-withdrawn:" + view.number()).about(view.number(), view.site())
                .toLogins(logins.toArray(String[]::new)).toPosts(posts.toArray(String[]::new))
                .with("unitName", Objects.toString(view.unitName(), "")).with("matter", view.matter()).with("reason", reason).build());
    }
}
