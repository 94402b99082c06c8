package icl.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** Files that hold what a figure should be. {@code -Dgolden.update=true} rewrites them; the difference is then reviewed. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/icl/jobs/report");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Numbers may differ so much, relatively: mathematical functions do between platforms. */
    private static final double TOLERANCE = 1e-9;

    private Golden() {}

    /** Compares two JSON texts. The data of the figure stand in it a row to a line. */
    static void check(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name + ".json");
        JsonNode found = JSON.readTree(actual);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, pretty(found));
        }
        assertThat(file).as("golden file (-Dgolden.update=true writes it)").exists();
        compare(name, JSON.readTree(Files.readString(file)), found);
    }

    private static void compare(String where, JsonNode expected, JsonNode found) {
        if (expected.isNumber() && found.isNumber()) {
            double size = Math.max(Math.abs(expected.doubleValue()), Math.abs(found.doubleValue()));
            assertThat(Math.abs(found.doubleValue() - expected.doubleValue()))
                    .as("%s: %s, not %s", where, found, expected)
                    .isLessThanOrEqualTo(TOLERANCE * size);
        } else if (expected.isContainerNode() && found.getNodeType() == expected.getNodeType()) {
            assertThat(found.size()).as(where).isEqualTo(expected.size());
            compareParts(where, expected, found);
        } else {
            assertThat(found).as(where).isEqualTo(expected);
        }
    }

    private static void compareParts(String where, JsonNode expected, JsonNode found) {
        for (int i = 0; expected.isArray() && i < expected.size(); i++) {
            compare(where + "[" + i + "]", expected.get(i), found.get(i));
        }
        for (Iterator<String> keys = expected.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            assertThat(found.has(key)).as(where + "." + key).isTrue();
            compare(where + "." + key, expected.get(key), found.get(key));
        }
    }

    private static String pretty(JsonNode figure) throws IOException {
        ObjectNode rest = figure.deepCopy();
        rest.remove("data");
        StringBuilder text = new StringBuilder("{\n\"data\": {\"values\": [");
        String separator = "\n";
        for (JsonNode row : figure.get("data").get("values")) {
            text.append(separator).append(JSON.writeValueAsString(row));
            separator = ",\n";
        }
        String pretty = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rest);
        return text.append("\n]},").append(pretty.substring(1)).append('\n').toString();
    }
}
