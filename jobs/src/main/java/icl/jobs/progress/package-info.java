/**
 * Progress of a run: what its tasks have done, what is left and how long that takes, and when too many failures stop it.
 *
 * <pre>
 *   TaskMetrics ---> HeartbeatWriter  - - file - ->  HeartbeatReader      in a task: counts its rows, and says so
 *   ProgressMonitor ------> HeartbeatReader                                   in the driver: reads what the tasks say
 *         ------> ProgressTracker ---> WeightedCostAverage, TimeLeft             done, failed, seconds left
 *         ------> FailureLimit                              stops the run
 *         ------> ProgressListener                                  whoever shows it
 *   ShardResult ---> TaskHeartbeat                                 what a task sends back; Summary: all of them
 * </pre>
 *
 * Rests on {@code inventory}. Starts no Spark session.
 */
package icl.jobs.progress;
