/** Calls and visits: the register, intake and classification, work orders and category records (AS-INT, AS-SWO, AS-OVD, AS-EXT, AS-COM, AS-SPC, AS-CNS). */
@org.springframework.modulith.ApplicationModule(displayName = "来电来访")
package io.casework.contact;
