/**
 * The Parquet codec: writes rows to files and reads them, without Spark.
 *
 * <pre>
 *   RowWriter ---&gt; RowWriteSupport ---&gt; Column ---&gt; ColumnType
 *             ---&gt; SummedFile                       computes the checksum while the file is written
 *   RowReader ---&gt; Column                           reads some columns of a file
 * </pre>
 *
 * Uses {@code storage}. Does not know which tables there are.
 */
package icl.jobs.parquet;
