/**
 * The schema: which tables a results folder has, and names, types and contents of their columns.
 *
 * <pre>
 *   Table ---> ResultSchema ---> ResultRow ---> Run ---> Program
 *         ---> RestartRow -------^         ---> Machine, ErrorKind
 *         ---> CurveRow ---------^
 *         ---> Provenance ---> Run, Program, Machine
 *         ---> EndRow ---> RunEnd
 *   SavedParameters                           parameters of a model as text and back
 *   MeasureIds, Parts, Texts, Latest          contents of columns, computed once for rows that share them
 * </pre>
 *
 * Rests on {@code sweep} and on the columns of {@code parquet}; touches no file. docs/table-format.md describes the columns.
 */
package icl.jobs.schema;
