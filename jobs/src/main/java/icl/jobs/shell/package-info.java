/** The program from Java: for notebooks, {@code jshell} and programs of a user's own. */
package icl.jobs.shell;
