/**
 * The commit protocol: how rows become visible in whole batches, on any Hadoop file system, with several writers and after
 * crashes. docs/table-format.md describes the layout.
 *
 * <pre>
 *   ResultTable ---> Marker                           who owns the folder
 *               ---> Listing ---> Batch ---> Manifest what is published
 *               ---> Claim                            what other runs compute
 *               ---> ResultRun ---> Publication       one writer: staged files become batches
 *                              ---> Staging ---> RowFiles ---> Staged ---> TaskCost
 *   Compaction ---> CompactionLog                           the next generation of a folder
 *              ---> Merge ---> RowDigest              the same rows in few files
 *   Vacuum                                            removes what no reader needs
 * </pre>
 *
 * Rests on {@code storage}, {@code parquet} and {@code schema}. Knows nothing of plans and starts no Spark session.
 */
package icl.jobs.commit;
