/** The board: figures, warnings, weekly reports and statements. */
package io.casework.workspace.figures;
