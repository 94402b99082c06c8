/**
 * Progress of a run: what its tasks have done, what is left and how long that takes, and when too many failures stop it.
 *
 * <pre>
 *   Odometer ---> SignalWriter  - - file - ->  Signals      in a task: counts its rows, and says so
 *   Meter ------> Signals                                   in the driver: reads what the tasks say
 *         ------> Standing ---> Trail, TimeLeft             done, failed, seconds left
 *         ------> FailureLimit                              stops the run
 *         ------> Progress                                  whoever shows it
 *   ShardResult ---> Signal                                 what a task sends back; Summary: all of them
 * </pre>
 *
 * Rests on {@code inventory}. Starts no Spark session.
 */
package icl.jobs.progress;
