/** The pages on which people keep the record book: kinds, entries with their history, corrections. */
package io.casework.workspace.records;
