/**
 * What a results folder holds, read from its published files without Spark.
 *
 * <pre>
 *   Inventory ---> PublishedKeys              cells by measure, runs, files
 *   FailureKinds                              errors by kind
 *   CostHistory                               what tasks took, for predictions
 *   SavedSweeps, SavedRestarts                sweeps and trained parameters
 *   PublishedRows                             new rows, as they appear
 * </pre>
 *
 * Stands between {@code commit} and {@code plan}: turns published rows into what a plan asks for. Writes nothing.
 */
package icl.jobs.inventory;
