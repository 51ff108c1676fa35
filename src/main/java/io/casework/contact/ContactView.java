package io.casework.contact;

import io.casework.customer.Warranty;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One line of the call and visit register 《来电、来访登记表》 (REC-001, REC-007) as it stands beside the case, which holds customer, unit, matter, handling
 * status and completion. Nullable: everything that is not known yet or does not apply.
 *
 * @param identification MATCHED, CHOSEN, UNIT_ONLY, UNKNOWN, ANONYMOUS, or {@code null} while it is open
 * @param returned how often the matter came back for another classification
 */
public record ContactView(String caseNumber, String site, Instant registeredAt, String registeredBy, String registeredByName, String channel,
        boolean anonymous, String callerName, String callerPhone, String unitText, MatterKind kind, boolean complaintStated, String repairItem,
        Responsibility responsibility, String coordination, BigDecimal expectedDays, Instant wantedAt, String identification,
        Warranty.Status warranty, LocalDate warrantyUntil, Category proposedCategory, String proposalRule, String proposalReason,
        Category category, String categoryReason, String categoryBy, Instant categoryAt, boolean scopeExplained, String remark, String repairClass,
        int returned, String returnReason, String passedOnTo, String question, String answer, String answeredBy, Instant answeredAt,
        String answeredThrough, String replyChannel, String replyText, String repliedBy, Instant repliedAt, String unreachableConsentBy,
        String withdrawnBy, Instant withdrawnAt, String withdrawalReason) {

    /** Whether the customer has been identified, chosen by the clerk, or settled as unknown. */
    public boolean isIdentified() {
        return identification != null;
    }

    /** Whether the matter was answered on the spot or by the answering task. */
    public boolean isAnswered() {
        return answer != null && answeredAt != null;
    }

    /** Whether the customer clearly complains (AS-INT-10). */
    public boolean isComplaint() {
        return complaintStated || kind == MatterKind.COMPLAINT;
    }
}
