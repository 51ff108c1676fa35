/**
 * The gate for procedures: nothing becomes part of the engine unchecked, and what runs there can reach nothing that is not on the list.
 * Two layers that do not trust each other: the gate reads every deployment before it is stored and answers in words, the walls hold
 * in the running engine whatever got into its tables.
 */
@org.springframework.modulith.NamedInterface("gate")
package io.casework.procedure.gate;
