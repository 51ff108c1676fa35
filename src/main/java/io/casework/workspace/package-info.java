/** The pages of the application beside Tasklist: the first page, the notices, what administrators must decide. */
@org.springframework.modulith.ApplicationModule(displayName = "工作台")
package io.casework.workspace;
