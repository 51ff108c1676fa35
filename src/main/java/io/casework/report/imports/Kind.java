package io.casework.report.imports;

import io.casework.casefile.Actor;
import io.casework.platform.LineVerdict;
import io.casework.report.ImportKind;
import java.util.List;

/**
 * What is special about a kind of import: its columns, how a line is read, and the room that takes it.
 *
 * @param <L> a line as the room wants it
 */
interface Kind<L> {

    /** Which one it is. */
    ImportKind kind();

    /** Its columns in the order of the template. */
    List<Field> fields();

    /** Reads a line; what cannot be read is noted in the entry, and the answer is then not used. */
    L read(Entry entry, String defaultMatter);

    /** What tells this line from others of the same file. */
    String key(L line);

    /** What would become of the lines; nothing is written. */
    List<LineVerdict> check(String site, List<L> lines);

    /** Writes the lines that are good, in the running transaction. */
    List<LineVerdict> take(String site, List<L> lines, Actor by);
}
