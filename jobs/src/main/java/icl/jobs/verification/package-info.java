/**
 * Checks of a whole results folder: files against manifests, rows against what the format promises, theory against simulation.
 * docs/verification.md describes the statistics.
 *
 * <pre>
 *   Verification ---> Findings                what was checked, what is wrong
 *                ---> ResultChecks ---> TheoryTest
 *                                  ---> KeyHashes, RowPlaces
 * </pre>
 *
 * Rests on {@code commit}. Reads everything and changes nothing.
 */
package icl.jobs.verification;
