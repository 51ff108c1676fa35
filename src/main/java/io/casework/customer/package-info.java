/** Customers and what they live in: buildings and units of the sites, warranty dates, customers with their phones, households. */
@org.springframework.modulith.ApplicationModule(displayName = "客户")
package io.casework.customer;
