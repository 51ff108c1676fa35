/**
 * Repairs: survey, class A and B dispatch, cost approval, the contractor's way, inspection and the customer's signature. One
 * {@code repair_case} per case that needs repair work; everything else hangs on it.
 */
@org.springframework.modulith.ApplicationModule(displayName = "维修")
package io.casework.repair;
