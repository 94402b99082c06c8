package icl.jobs.schema;

/**
 * The virtual machine that runs the code, and what is under it.
 *
 * @param heapBytes the largest heap
 */
public record Machine(String java, String os, String osArch, int cores, long heapBytes) {
    /** The virtual machine of this process. */
    public static Machine here() {
        Runtime runtime = Runtime.getRuntime();
        return new Machine(
                System.getProperty("java.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("os.arch"),
                runtime.availableProcessors(),
                runtime.maxMemory());
    }
}
