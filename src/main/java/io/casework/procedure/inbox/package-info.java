/**
 * The inbox: the ready-made lists of Tasklist, and how lists of tasks are read from the engine's tables without growing slow.
 */
package io.casework.procedure.inbox;
