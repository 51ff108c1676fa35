/**
 * The record book (资料簿): records that people keep by hand because no procedure keeps them. What kinds there are and which fields they have is data; an
 * entry keeps every former version and is never deleted.
 */
@org.springframework.modulith.ApplicationModule(displayName = "资料簿", allowedDependencies = {"platform", "organisation", "casefile", "notification"})
package io.casework.recordbook;
