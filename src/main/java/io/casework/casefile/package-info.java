/** The spine of every matter: the case, its number, its state, its append-only timeline and every form that was submitted for it. */
@org.springframework.modulith.ApplicationModule(allowedDependencies = "platform")
package io.casework.casefile;
