/**
 * The commit protocol: publishes rows in whole batches on any Hadoop file system, with several writers and after crashes.
 * docs/table-format.md describes the layout.
 *
 * <pre>
 *   ResultTable ---&gt; Marker                                  the sweep that owns the folder
 *               ---&gt; Listing ---&gt; Batch ---&gt; Manifest    published batches and their files
 *               ---&gt; Claim                                   what other runs compute
 *               ---&gt; ResultRun                               one writer
 *   ResultRun   ---&gt; Staging ---&gt; RowFiles ---&gt; Staged   files of tasks, not published yet
 *               ---&gt; Publication                             makes staged files a batch
 *   Compaction  ---&gt; CompactionLog                           replaces all tables by their next generation
 *               ---&gt; Merge ---&gt; RowDigest                the same rows in fewer files
 *   Vacuum      ---&gt; Listing, CompactionLog                  removes files that no reader needs
 * </pre>
 *
 * Uses {@code storage}, {@code parquet} and {@code schema}. Knows no plan and starts no Spark session.
 */
package icl.jobs.commit;
