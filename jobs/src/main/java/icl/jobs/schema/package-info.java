/**
 * The schema: the tables of a results folder, and names, types and contents of their columns.
 *
 * <pre>
 *   Table ---&gt; ResultSchema ---&gt; ResultRow ---&gt; Run, Machine, ErrorKind      results
 *         ---&gt; RestartRow, CurveRow ---&gt; ResultRow                           restarts, curves
 *         ---&gt; Provenance ---&gt; Run, Program, Machine                         sweeps
 *         ---&gt; EndRow ---&gt; RunEnd                                            ends
 *   RestartRow ---&gt; SavedParameters                  parameters of a trained model as text
 *   MeasureIds, Parts, Texts, LastValueCache                   values of columns, cached for rows that share them
 * </pre>
 *
 * Uses {@code sweep} and {@code parquet}. Opens no file. docs/table-format.md describes the columns.
 */
package icl.jobs.schema;
