/** Helpers and general steps that any model may name: deadlines, notices, notes on the case, reminders. */
package io.casework.procedure.steps;
