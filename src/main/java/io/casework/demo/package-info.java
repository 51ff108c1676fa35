/**
 * The demonstration: two sites with their people, units and households. Active in the profile {@code demo} only; it may use every
 * room, and no room uses it.
 */
@org.springframework.modulith.ApplicationModule(displayName = "演示")
package io.casework.demo;
