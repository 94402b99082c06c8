package icl.jobs.progress;

import icl.jobs.commit.Staged;
import java.io.Serializable;

/**
 * What a task did: the only thing it sends back (and public for Spark's encoder).
 *
 * @param rows the files it wrote
 * @param end how far it came: to its end, unless it was asked to stop
 */
public record ShardResult(Staged rows, TaskHeartbeat end) implements Serializable {}
