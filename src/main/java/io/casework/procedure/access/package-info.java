/**
 * Who may come in and what each may do: sign-in, the list of calls that REST answers, rights on tasks, sites. The one place of
 * this kind; forms and models are checked by the neighbouring packages.
 */
package io.casework.procedure.access;
