/**
 * The seam to the process engine: what a delegate is, how decisions are asked, the door through which everything comes in, the gate
 * for changed procedures. Engine types stay here and in the {@code process} sub-packages of the rooms.
 */
@org.springframework.modulith.ApplicationModule(displayName = "流程")
package io.casework.procedure;
