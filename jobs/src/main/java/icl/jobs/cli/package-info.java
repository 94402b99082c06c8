/** The command line: one class for each command. Uses everything, and no Spark of its own. */
package icl.jobs.cli;
