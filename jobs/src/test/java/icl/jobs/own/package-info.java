/** A design, an architecture, a formula and a measure of a user's own, as the tests find them on the class path. */
package icl.jobs.own;
