/** Callbacks: who phoned the customer, when, how often, how satisfied the customer was, and who consented where nobody could be reached. */
@org.springframework.modulith.ApplicationModule(displayName = "回访")
package io.casework.followup;
