package io.casework.report;

/** As what a register is exported. */
public enum ExportFormat {

    /** A workbook: dates and amounts are dates and numbers. */
    XLSX("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    /** Text with commas, UTF-8 with a byte order mark, so that spreadsheet programs read Chinese. */
    CSV("CSV", "text/csv;charset=UTF-8");

    private final String label;
    private final String mediaType;

    ExportFormat(String label, String mediaType) {
        this.label = label;
        this.mediaType = mediaType;
    }

    public String label() {
        return label;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Ending of a file's name. */
    public String ending() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
