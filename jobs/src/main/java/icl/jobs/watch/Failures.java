package icl.jobs.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The results that failed and that no later attempt has mended, by the kind of their error. */
final class Failures {
    private static final String UNKNOWN = "unknown"; // tables of builds that did not say

    private Failures() {}

    /**
     * One kind.
     *
     * @param example the error of the first of them
     */
    record Kind(String kind, long results, String example) {
        private Kind plus(Kind other) {
            return new Kind(kind, results + other.results, example);
        }
    }

    /** The most frequent kind first. */
    static List<Kind> of(List<Object[]> rows) {
        Map<List<Object>, Object[]> failed = new LinkedHashMap<>();
        for (Object[] row : rows) {
            List<Object> key = RowValues.values(row, RowValues.KEY);
            if (RowValues.isOk(row)) {
                failed.remove(key);
            } else {
                failed.putIfAbsent(key, row);
            }
        }
        return count(failed.values());
    }

    private static List<Kind> count(Collection<Object[]> failed) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Object[] row : failed) {
            String kind = RowValues.text(row, "error_kind", UNKNOWN);
            kinds.merge(kind, new Kind(kind, 1, RowValues.text(row, "error", "")), Kind::plus);
        }
        List<Kind> sorted = new ArrayList<>(kinds.values());
        sorted.sort(Comparator.comparingLong(Kind::results).reversed().thenComparing(Kind::kind));
        return List.copyOf(sorted);
    }
}
