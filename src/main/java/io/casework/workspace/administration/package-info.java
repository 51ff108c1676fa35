/** The pages on which administrators keep the house: calendar, templates, decision tables, people, homes, and the record of their changes. */
package io.casework.workspace.administration;
