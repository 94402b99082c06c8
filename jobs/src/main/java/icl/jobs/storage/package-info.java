/**
 * File systems and locks: what a results folder needs of any Hadoop file system, and proof that a writer lives.
 *
 * <pre>
 *   Folder ------> LocalFiles            any Hadoop file system; the local one with links, forced writes, no checksum files
 *   Lease &lt;------- FileLockLease            a writer lives: its file is locked (local)
 *         &lt;------- HeartbeatLease             or written again and again (elsewhere)
 *   ChecksummedJson ------> Sha256                small JSON files that carry their checksum
 *   StagedFile                           name, bytes, rows and checksum of a complete file
 *   InParallel                           one step on many files at once
 *   Conflict, Damaged                    refusals: another writer's place, other bytes than were published
 * </pre>
 *
 * Knows neither tables nor sweeps.
 */
package icl.jobs.storage;
