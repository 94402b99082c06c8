/**
 * The results folder: names and types of all columns, Parquet files, and publishing whole batches by one atomic rename.
 * Works on any Hadoop file system; starts no Spark session.
 */
package icl.jobs.table;
