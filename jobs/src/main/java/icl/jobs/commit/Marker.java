package icl.jobs.commit;

import icl.core.text.Excerpts;
import icl.jobs.json.JsonMappers;
import icl.jobs.storage.ChecksummedJson;
import icl.jobs.storage.Conflict;
import icl.jobs.storage.Damaged;
import java.io.IOException;

/**
 * The file that makes a folder a results folder.
 *
 * @param format version of the layout and of the meaning of the columns
 * @param sweep the name of the sweep that owns the folder
 */
record Marker(int format, String sweep) {
    static final String FILE = "_icl.json";

    /** Goes up when old readers would misunderstand new folders; added columns do not count. */
    static final int FORMAT = 2;

    private static final int UNKNOWN = -1;

    static Marker of(String sweep) {
        return new Marker(FORMAT, sweep);
    }

    /**
     * The marker of a folder.
     *
     * @throws Conflict when it has a format that this build does not know
     * @throws Damaged when it is not as it was written
     */
    static Marker parse(String folder, byte[] file) {
        int format = format(file);
        if (format != FORMAT && format != UNKNOWN) {
            throw new Conflict("Cannot use results folder " + folder + ": it has table format " + format
                    + ", this build knows " + FORMAT + " (use the build that wrote it, or another folder)");
        }
        try {
            return ChecksummedJson.read(file, Marker.class);
        } catch (IOException e) {
            throw new Damaged(folder + "/" + FILE, e.getMessage());
        }
    }

    /** What is said of the format, in whatever format. */
    private static int format(byte[] file) {
        try {
            return JsonMappers.PLAIN.readTree(file).path("format").asInt(UNKNOWN);
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }

    byte[] file() {
        return ChecksummedJson.write(this);
    }

    void requireOwner(String folder, String name) {
        if (!sweep.equals(name)) {
            throw new Conflict("Cannot write sweep '" + name + "' to " + folder + ": the folder belongs to sweep "
                    + Excerpts.text(sweep) + " (choose another folder)");
        }
    }
}
