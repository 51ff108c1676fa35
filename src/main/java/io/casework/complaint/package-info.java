/**
 * Complaints: the record of the eight steps (投诉八步法), grades, the responsible department's feedback, replies to the customer, major complaints, and
 * the daily list of what is still open.
 */
@org.springframework.modulith.ApplicationModule(displayName = "投诉")
package io.casework.complaint;
