/**
 * Progress of a run: what its tasks have done, the time left, and the end of a run with too many failures.
 *
 * <pre>
 *   in a task:      TaskMetrics -------&gt; HeartbeatWriter        counts rows and costs, writes heartbeats to files
 *   in the driver:  ProgressMonitor ---&gt; HeartbeatReader        reads the heartbeats
 *                                   ---&gt; ProgressTracker        rows done, time left
 *                                   ---&gt; FailureLimit           stops the run
 *                                   ---&gt; ProgressListener       shows progress
 *                   ProgressTracker ---&gt; WeightedCostAverage, TimeLeft
 *   from task to driver:  TaskHeartbeat, and at the end ShardResult; Summary adds them up
 * </pre>
 *
 * Uses {@code inventory} and what it rests on. Starts no Spark session.
 */
package icl.jobs.progress;
