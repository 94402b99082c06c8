/**
 * Verifies a whole results folder: files against manifests, rows against the table format, simulated risks against theory.
 * docs/verification.md describes the statistics.
 *
 * <pre>
 *   Verification ---&gt; ResultChecks ---&gt; TheoryTest      rows of results
 *                                  ---&gt; KeyHashes       duplicate keys
 *                ---&gt; ColumnPositions                           values of a row by column name
 *                ---&gt; Findings                            what was checked and what is wrong
 * </pre>
 *
 * Uses {@code commit}. Reads every file and changes nothing.
 */
package icl.jobs.verification;
