package icl.jobs.execute;

import java.io.Serializable;

/**
 * What a task did: the only thing it sends back (and public for Spark's encoder).
 *
 * @param file the name of its file in the staging folder
 * @param ok rows in it that hold a risk
 * @param failed rows in it that hold an error
 * @param cpuSeconds of its cells
 */
public record ShardResult(String file, long ok, long failed, double cpuSeconds) implements Serializable {}
