package io.casework.recordbook;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of records that people keep by hand: a form, a ledger, minutes.
 *
 * @param code name in addresses, never changes
 * @param name Chinese name
 * @param group under which heading its register is listed
 * @param purpose what it is for, one sentence
 * @param records ids of the catalogue's records, REC-009 and so on; empty where the department added it
 * @param rules ids of the rules that ask for it
 * @param dayLabel what the day of an entry is called, such as 会议日期
 * @param tracked whether an entry is open until it is done
 * @param ofCases whether an entry may name a case
 * @param keepers codes of the posts that write and correct entries, each at its own sites
 * @param readers codes of the posts that read them beside the keepers; empty for whoever reads registers
 * @param active whether new entries are written
 * @param fields in their order, the retired ones too
 */
public record RecordKind(String code, String name, String group, String purpose, List<String> records, List<String> rules, Scope scope, String dayLabel,
        boolean tracked, boolean ofCases, Set<String> keepers, Set<String> readers, int position, boolean active, List<RecordField> fields) {

    /** What an entry belongs to. */
    public enum Scope {
        /** To a site. */
        SITE("每个小区"),
        /** To the company; whoever holds a keeper's post anywhere writes it. */
        COMPANY("全公司");

        private final String label;

        Scope(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /** Whether its entries belong to sites. */
    public boolean ofSites() {
        return scope == Scope.SITE;
    }

    /** The fields that are filled in and listed. */
    public List<RecordField> used() {
        return fields.stream().filter(field -> !field.retired()).toList();
    }

    /** The field with this key, retired or not. */
    public Optional<RecordField> field(String key) {
        return fields.stream().filter(field -> field.key().equals(key)).findFirst();
    }
}
