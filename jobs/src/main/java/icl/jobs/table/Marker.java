package icl.jobs.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import icl.core.check.Invalid;
import icl.core.naming.Show;

/**
 * The file that makes a folder a results folder.
 *
 * @param format version of the layout and of the meaning of the columns
 * @param sweep the name of the sweep that owns the folder
 */
record Marker(int format, String sweep) {
    static final String FILE = "_icl.json";

    /** Goes up when old readers would misunderstand new folders; added columns do not count. */
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    static Marker of(String sweep) {
        return new Marker(FORMAT, sweep);
    }

    static Marker parse(String folder, String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (json.path("format").isInt() && json.path("sweep").isTextual()) {
                return new Marker(
                        json.get("format").intValue(), json.get("sweep").textValue());
            }
        } catch (JsonProcessingException unreadable) {
            // said below
        }
        throw new Invalid("Cannot use results folder " + folder + ": its " + FILE
                + " is damaged (must be like {\"format\":1,\"sweep\":\"name\"})");
    }

    String json() {
        return JSON.createObjectNode().put("format", format).put("sweep", sweep) + "\n";
    }

    /** Refuses formats that this build does not know. */
    void requireReadable(String folder) {
        if (format != FORMAT) {
            throw new Conflict("Cannot use results folder " + folder + ": it has table format " + format
                    + ", this build knows " + FORMAT);
        }
    }

    void requireOwner(String folder, String name) {
        if (!sweep.equals(name)) {
            throw new Conflict("Cannot write sweep '" + name + "' to " + folder + ": the folder belongs to sweep "
                    + Show.text(sweep) + " (choose another folder)");
        }
    }
}
