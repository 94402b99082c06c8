/** From a question to a table: sweeps, Spark, Parquet, SQL and the command line. */
package icl.jobs;
