/**
 * Who works where: sites, departments, posts, staff, the posts they hold and who stands in for whom. The sub-package
 * {@code process} carries all of it over into the engine's identity tables.
 */
@org.springframework.modulith.ApplicationModule(displayName = "组织")
package io.casework.organisation;
