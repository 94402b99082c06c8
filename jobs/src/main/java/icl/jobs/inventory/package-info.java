/**
 * The contents of a results folder, read from its published files without Spark.
 *
 * <pre>
 *   Inventory ---&gt; PublishedKeys              cells by measure, runs, files
 *   PublishedKeys ---&gt; plan.DoneKeys          keys that a plan need not compute again
 *   CostHistory ---&gt; plan.LearnedCosts        costs of past tasks, from which a plan predicts
 *   FailureKinds                                errors by kind
 *   SavedSweeps, SavedRestarts                  sweeps and trained parameters
 *   PublishedRows                               new rows as they are published
 * </pre>
 *
 * Uses {@code commit} and {@code plan}, which do not know each other. Writes nothing.
 */
package icl.jobs.inventory;
