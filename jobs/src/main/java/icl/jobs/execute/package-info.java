/**
 * The driver: runs the shards of a plan on Spark, through the Dataset API only, and publishes the files that the tasks write.
 *
 * <pre>
 *   SweepJob  ---&gt; Claims                       no two runs compute the same rows
 *             ---&gt; Parallelism ---&gt; Settling    number of cores
 *             ---&gt; Batches                      which shards are published together
 *             ---&gt; Publisher
 *   Publisher ---&gt; Lanes                        two Spark jobs at a time
 *             ---&gt; ShardTask ---&gt; Slots         one task computes one shard
 *   SparkSessions                                 sessions and their settings
 * </pre>
 *
 * Uses {@code isolation} for cells, {@code progress} for progress and {@code commit} to publish.
 */
package icl.jobs.execute;
