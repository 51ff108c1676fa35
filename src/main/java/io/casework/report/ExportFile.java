package io.casework.report;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** A table on its way into a file; rows go out as they come and are not kept. */
interface ExportFile {

    /** What spreadsheet programs take for the beginning of a formula, plain and full-width. */
    Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\uff1d\\uff0b\\uff0d\\uff20]");

    /** Characters that a file of this kind cannot hold. */
    Pattern UNPRINTABLE = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]");

    /** The names of the columns; once, before any row. */
    void header(List<RegisterColumn> columns) throws IOException;

    /** The values of a row, in the order of the columns. */
    void row(List<Object> values) throws IOException;

    /**
     * Ends the file.
     *
     * @param facts what the file says about itself, label and text in turn
     */
    void finish(List<String> facts) throws IOException;

    /** Text without what no file can hold. */
    static String clean(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("");
    }
}
