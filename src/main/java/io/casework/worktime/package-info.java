/**
 * Working days and hours: weekly hours, holidays and make-up working days (调休), deadline arithmetic, and the clock of a case
 * that can be paused. Knows no engine: {@code procedure} puts it behind a bean for due dates and timers.
 */
package io.casework.worktime;
