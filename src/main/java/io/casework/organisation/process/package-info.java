/** The organisation's side of the engine: feeds its identity tables. */
package io.casework.organisation.process;
