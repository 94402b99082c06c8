package icl.jobs.verification;

import icl.core.stats.SidedErrors;
import icl.jobs.commit.ResultTable;
import icl.jobs.schema.ResultSchema;
import icl.jobs.schema.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of each row of {@code results}, and of all together. */
final class ResultChecks {
    /** What is read again for those that share a hash. */
    static final List<String> KEY = List.of("cell_id", "measure", "measure_id", "attempt");

    /** Measures whose risks may be means over prompts. */
    private static final Set<String> SAMPLED = Set.of("monte_carlo", "trained");

    private final Findings findings;
    private final ColumnPositions at = new ColumnPositions(Table.RESULTS);
    private final KeyHashes keys = new KeyHashes();
    private final KeyHashes owners = new KeyHashes();
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
        if (SAMPLED.contains(at.text(row, "measure"))
                && at.value(row, "risk") instanceof Double risk
                && at.value(row, "standard_error") instanceof Double) {
            addSampled(row, risk);
        }
    }

    private void addSampled(Object[] row, double risk) {
        if (at.value(row, "error_below") instanceof Double below
                && at.value(row, "error_above") instanceof Double above) {
            boolean isTrained = at.text(row, "measure").equals("trained") || "fitted".equals(at.value(row, "method"));
            boolean isCalibrated = !isTrained && "target".equals(at.text(row, "stopped"));
            theory.addSampled(new TheoryTest.Sampled(
                    at.text(row, "cell_id"),
                    risk,
                    new SidedErrors(below, above),
                    isCalibrated ? TheoryTest.Law.CALIBRATED : TheoryTest.Law.HEAVY,
                    isTrained ? restarts(row) : 0));
        } else {
            theory.addWithoutErrors();
        }
    }

    private int restarts(Object[] row) {
        return at.value(row, "replicates") instanceof Integer replicates ? replicates : 1;
    }

    private static String key(Object... parts) {
        return Arrays.toString(parts);
    }

    /** What restarts and curves share with their result. */
    static String owner(ColumnPositions at, Object[] row) {
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
                if (suspects.contains(KeyHashes.hash(key)) && !seen.add(key)) {
                    repeated.add(key);
                }
            });
        }
        repeated.forEach(key -> findings.problem("results: two rows have the key " + key));
        findings.checked("keys of results", keys.size());
    }
}
