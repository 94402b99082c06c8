/**
 * The Parquet codec: rows to files and back, without Spark.
 *
 * <pre>
 *   Column ---> ColumnType                    name, type and value of a column
 *   RowWriter ---> RowWriteSupport            rows to one file
 *             ---> SummedFile                 its bytes, summed while they are written
 *   RowReader, TextReader                     one file to rows
 * </pre>
 *
 * Rests on {@code storage}; does not know which tables there are.
 */
package icl.jobs.parquet;
