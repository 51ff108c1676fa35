/** Registers, figures, exports, imports and printed forms: what the records of the other rooms look like as lists and on paper. */
@org.springframework.modulith.ApplicationModule(displayName = "报表")
package io.casework.report;
