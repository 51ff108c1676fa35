/** The official forms on paper: of a case, and empty. */
package io.casework.workspace.printing;
