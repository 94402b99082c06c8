/**
 * Progress of a run.
 *
 * <pre>
 *   SignalWriter --file--> Signals            how far each task is: from the tasks to the driver, and its word to stop
 * </pre>
 *
 * Rests on {@code inventory}. Starts no Spark session.
 */
package icl.jobs.progress;
