/**
 * File systems and locks: the operations that a results folder needs on any Hadoop file system.
 *
 * <pre>
 *   Folder ------------&gt; LocalFiles        any Hadoop file system; the local one without checksum files
 *   FileLockLease -----&gt; Lease             a writer is alive: its file is locked (local file system)
 *   HeartbeatLease ----&gt; Lease             or rewritten periodically (elsewhere)
 *   ChecksummedJson ---&gt; Sha256            small JSON files with a checksum
 *   StagedFile                               name, size, rows and checksum of a complete file
 *   InParallel                               one action on many files at once
 *   Conflict, Damaged                        another writer owns a place; a file has changed since it was published
 * </pre>
 *
 * Knows neither tables nor sweeps.
 */
package icl.jobs.storage;
