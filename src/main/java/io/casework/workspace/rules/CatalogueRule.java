package io.casework.workspace.rules;

/**
 * A rule of the written procedures, in Chinese as its readers know it.
 *
 * @param id      stable id, for example {@code AS-COS-02}; {@code REC-…} is a record, {@code AMB-…} an agreement on what the procedures leave open
 * @param section name of the procedure that it belongs to
 * @param who     who has to do it, empty where the source names nobody
 * @param figure  deadline or amount in words, empty where none applies
 * @param record  what is written down, empty where nothing is
 * @param source  document and clause in words; of an agreement the rules that it settles
 */
public record CatalogueRule(String id, String section, String who, String sentence, String figure, String record, String source) {

    /** Code of the procedure: the id without its number. */
    public String sectionCode() {
        return id.substring(0, id.lastIndexOf('-'));
    }

    boolean holds(String word) {
        return id.startsWith(word) || (section + ' ' + who + ' ' + sentence + ' ' + figure + ' ' + record + ' ' + source).contains(word);
    }
}
