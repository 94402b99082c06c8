package icl.jobs.schema;

import icl.jobs.sweep.Measure;
import java.util.HashMap;
import java.util.Map;

/** The {@code measure_id} of rows of one run, each computed once. */
final class MeasureIds {
    private final Map<Measure, String> ids = new HashMap<>();

    String of(ResultRow row) {
        return ids.computeIfAbsent(
                row.measure(), measure -> measure.id(row.run().seed()));
    }
}
