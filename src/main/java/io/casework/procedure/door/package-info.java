/**
 * The one door for everything that people submit: every form is checked against its deployed definition, stored whole, and only the
 * facts of the procedure go on into the engine. Services of the engine are replaced here, so that Tasklist, REST and Java calls take the same way.
 */
package io.casework.procedure.door;
