package icl.jobs.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything that a sweep is made of, as text, so that any process can make it again.
 *
 * @param file the sweep file as the user named it; messages begin with it
 * @param yaml its content
 * @param tables contents of the files that {@code table: cells.csv} names, by that name
 * @param overrides values that replace those of the file, by axis; in YAML
 */
public record SweepSource(String file, String yaml, Map<String, String> tables, Map<String, String> overrides)
        implements Serializable {
    public SweepSource {
        tables = sorted(tables);
        overrides = sorted(overrides);
    }

    /** A copy with one order everywhere: overrides can add axes, and axes are ordered. */
    private static Map<String, String> sorted(Map<String, String> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** A sweep file that names no tables, as it stands. */
    public static SweepSource of(String file, String yaml) {
        return new SweepSource(file, yaml, Map.of(), Map.of());
    }
}
