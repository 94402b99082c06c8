package icl.jobs.storage;

import java.io.Serializable;

/**
 * A complete file.
 *
 * @param name within the folder that holds it
 * @param sha256 of its bytes as they were meant to be, in hexadecimal digits
 */
public record StagedFile(String name, long bytes, long rows, String sha256) implements Serializable {
    /** The same file under another name. */
    public StagedFile called(String other) {
        return new StagedFile(other, bytes, rows, sha256);
    }
}
