package icl.jobs.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import icl.jobs.json.JsonMappers;
import icl.jobs.schema.Table;
import icl.jobs.sweep.SweepSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The sweeps that a table was made of, as its table {@code sweeps} keeps them. */
public final class SavedSweeps {
    private static final List<String> COLUMNS = List.of("run_id", "file", "yaml", "tables", "overrides");

    private SavedSweeps() {}

    /** Each once, that of the first run first: who asked for a cell first has given it its words. */
    public static List<SweepSource> of(ResultTable table) {
        TreeMap<String, SweepSource> runs = new TreeMap<>();
        table.readTexts(
                Table.SWEEPS,
                COLUMNS,
                row -> runs.put(row[0], new SweepSource(row[1], row[2], texts(row[3]), texts(row[4]))));
        Set<SweepSource> sources = new LinkedHashSet<>(runs.values());
        return new ArrayList<>(sources);
    }

    private static Map<String, String> texts(String json) {
        try {
            return JsonMappers.PLAIN.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new Invalid("Cannot read a saved sweep: " + e.getOriginalMessage());
        }
    }
}
