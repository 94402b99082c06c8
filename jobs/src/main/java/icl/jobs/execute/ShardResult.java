package icl.jobs.execute;

import icl.jobs.table.Staged;
import java.io.Serializable;

/**
 * What a task did: the only thing it sends back (and public for Spark's encoder).
 *
 * @param rows the files it wrote
 * @param ok rows in them that hold a risk
 * @param failed rows in them that hold an error
 * @param cpuSeconds of its cells
 */
public record ShardResult(Staged rows, long ok, long failed, double cpuSeconds) implements Serializable {}
