/** Walks the cases of the demonstration through the engine. */
package io.casework.demo.process;
