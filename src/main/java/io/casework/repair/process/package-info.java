/** What the models of repair and cost approval call. */
package io.casework.repair.process;
