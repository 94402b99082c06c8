package icl.jobs.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Statements for tests, one a line. */
final class Statements {
    private Statements() {}

    /** What must be answered. */
    static List<String> queries() {
        return lines("queries.sql");
    }

    /** What must never reach Spark's analyzer. */
    static List<String> refused() {
        return lines("refused.sql");
    }

    /** The words of lines that do not begin with #. */
    static List<String> words(String file) {
        return lines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line -> List.of(line.split(" ")).stream())
                .toList();
    }

    private static List<String> lines(String file) {
        try (InputStream in = Statements.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
