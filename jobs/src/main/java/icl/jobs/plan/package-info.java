/**
 * What is left to compute of a sweep: its cells without repetitions, less what is done, cut into shards. Knows nothing of
 * Spark.
 */
package icl.jobs.plan;
