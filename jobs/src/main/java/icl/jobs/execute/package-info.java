/** Fans the shards of a plan out on Spark, through the Dataset API only, and publishes what the tasks have written. */
package icl.jobs.execute;
