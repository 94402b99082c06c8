package icl.jobs.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of each row of {@code results}, and of all together. */
final class ResultChecks {
    /** What is read again for those that share a hash. */
    static final List<String> KEY = List.of("cell_id", "measure", "measure_id", "attempt");

    private final Findings findings;
    private final RowPlaces at = new RowPlaces(Table.RESULTS);
    private final HashBag keys = new HashBag();
    private final HashBag owners = new HashBag();
    private final Set<String> runs = new HashSet<>();
    private final TheoryTest theory = new TheoryTest();

    ResultChecks(Findings findings) {
        this.findings = findings;
    }

    void add(Object[] row) {
        keys.add(key(
                at.text(row, "cell_id"),
                at.text(row, "measure"),
                at.text(row, "measure_id"),
                at.value(row, "attempt")));
        owners.add(owner(at, row));
        runs.add(at.text(row, "run_id"));
        checkStatus(row);
        Object risk = at.value(row, "risk");
        Object error = at.value(row, "standard_error");
        String measure = at.text(row, "measure");
        if (risk instanceof Double r
                && error instanceof Double e
                && e > 0
                && List.of("monte_carlo", "trained").contains(measure)) {
            theory.addSampled(at.text(row, "cell_id"), measure.equals("trained"), r, e);
        }
    }

    private static String key(Object... parts) {
        return Arrays.toString(parts);
    }

    /** What restarts and curves share with their result. */
    static String owner(RowPlaces at, Object[] row) {
        return key(
                at.text(row, "run_id"), at.text(row, "cell_id"), at.text(row, "measure"), at.text(row, "measure_id"));
    }

    private void checkStatus(Object[] row) {
        boolean isOk = ResultSchema.OK.equals(at.value(row, "status"));
        boolean isFailed = ResultSchema.FAILED.equals(at.value(row, "status"));
        boolean fits = isOk
                ? at.value(row, "risk") != null && at.value(row, "error") == null
                : isFailed && at.value(row, "risk") == null && at.value(row, "error") != null;
        if (!fits) {
            findings.problem("results: cell " + at.value(row, "cell_id") + " has status " + at.value(row, "status")
                    + ", risk " + at.value(row, "risk") + " and error " + at.value(row, "error"));
        }
    }

    Set<String> runs() {
        return runs;
    }

    long[] owners() {
        return owners.sorted();
    }

    TheoryTest theory() {
        return theory;
    }

    /** Keys that more than one row has. */
    void reportKeys(ResultTable table) {
        Set<Long> suspects = keys.repeated();
        Set<String> seen = new HashSet<>();
        List<String> repeated = new ArrayList<>();
        if (!suspects.isEmpty()) {
            table.readTexts(Table.RESULTS, KEY, row -> {
                String key = key((Object[]) row);
                if (suspects.contains(HashBag.hash(key)) && !seen.add(key)) {
                    repeated.add(key);
                }
            });
        }
        repeated.forEach(key -> findings.problem("results: two rows have the key " + key));
        findings.checked("keys of results", keys.size());
    }
}
