/**
 * The plan of a sweep: its distinct cells, without those that are done, cut into shards.
 *
 * <pre>
 *   Plan ---&gt; CellIndex ---&gt; GridScan        distinct cells and what is to do for each
 *                       ---&gt; CellCounter ---&gt; MeasurePlan
 *        ---&gt; ShardBuilder ---&gt; Shard        points of one task
 *        ---&gt; Canary                           a few cells that are tried first
 *        ---&gt; Overlap                          cells that another sweep has too
 *   Retries ---&gt; Plan                          plans for failed cells
 *   DoneKeys, LearnedCosts                       inputs: what is done, what past tasks took
 * </pre>
 *
 * Uses {@code sweep}. Knows neither Spark nor files.
 */
package icl.jobs.plan;
