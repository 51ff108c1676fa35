package io.casework.workspace.figures;

/** A figure with the address of its cases. {@code good} is {@code null} where there is no target or no value. */
public record FigureCell(String text, String detail, String link, Boolean good) {
}
