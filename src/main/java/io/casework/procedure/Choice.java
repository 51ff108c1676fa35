package io.casework.procedure;

/** One entry of a list that a form offers: what people read and what is stored. */
public record Choice(String label, String value) {
}
