package icl.jobs.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import icl.core.kinds.Kinds;
import icl.core.records.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples of every kind of a family, a tree to a line: those of core, {@code core/src/test/resources/samples/<family>.jsonl}, then those
 * of the kinds that this module has or its tests add, {@code jobs/src/test/resources/samples/<family>.jsonl}.
 */
final class SampleTables {
    /** Where a kind that has no sample gets one. */
    static final Path HERE = Path.of("src/test/resources/samples");

    private static final Path CORE = Path.of("../core/src/test/resources/samples");
    private static final ObjectMapper JSON = new ObjectMapper();

    private SampleTables() {}

    /** The trees of a family, in the order of its tables. */
    static List<Object> trees(Class<?> family) {
        List<Object> trees = new ArrayList<>();
        for (Path folder : List.of(CORE, HERE)) {
            Path table = folder.resolve(Kinds.word(family) + ".jsonl");
            if (Files.exists(table)) {
                lines(table).forEach(line -> trees.add(tree(line)));
            }
        }
        return trees;
    }

    static <T> List<T> of(Class<T> family) {
        return trees(family).stream().map(tree -> Records.read(family, tree)).toList();
    }

    /** What a JSON text holds. */
    static Object tree(String json) {
        try {
            return JSON.readValue(json, Object.class);
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
    }

    /** The JSON text of a tree. */
    static String text(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
