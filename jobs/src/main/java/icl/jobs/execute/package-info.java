/**
 * The driver: fans the shards of a plan out on Spark, through the Dataset API only, and publishes what the tasks have written.
 *
 * <pre>
 *   SweepJob ---> Claims                         no other run computes the same
 *            ---> Parallelism ---> Settling      cores to cut for
 *            ---> Batches                        shards of each batch
 *            ---> Publisher ---> Lanes           Spark jobs, two at once
 *                           ---> ShardTask       one task: cells to files; Slots: tasks of its process
 *   SparkSessions                                sessions and their settings
 * </pre>
 *
 * Computes cells by {@code isolation}, tells how far it is by {@code progress}, publishes by {@code commit}.
 */
package icl.jobs.execute;
