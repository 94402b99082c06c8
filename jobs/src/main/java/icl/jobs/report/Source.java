package icl.jobs.report;

import icl.jobs.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.stream.Collectors;

/**
 * Where the numbers of a figure come from.
 *
 * @param runs that added to the folder
 */
record Source(Rows runs) {
    private static final String SQL = """
            SELECT sweep, seed, concat(substr(commit, 1, 7), if(dirty, ' with changes', '')) AS commit
            FROM sweeps ORDER BY run_id""";

    /** So many commits are named. */
    private static final int NAMED = 3;

    static Source of(Answers answers) {
        return new Source(new Rows(answers.to(Query.of(SQL))));
    }

    /** A query that may name {@code latest} and {@code latest_of_any_law}, as {@link Sql} defines them. */
    Query overLatest(String sql, String where) {
        boolean isOneRun = runs.frame().rows().size() == 1;
        return Query.of(isOneRun ? Sql.overOneRun(sql, where) : Sql.overLatest(sql, where));
    }

    /** In a sentence or two: sweep, seed, commit, the noise where only one is drawn, prompts and restarts. */
    String of(Rows data) {
        List<String> parts = new ArrayList<>();
        parts.add("Sweep " + String.join(", ", runs.texts("sweep")));
        parts.add("seed " + String.join(", ", runs.texts("seed")));
        parts.add("commit " + commits(runs.texts("commit")));
        if (data.has("noise")) {
            parts.addAll(data.texts("noise"));
        }
        addPrompts(parts, data);
        addRestarts(parts, data);
        return String.join("; ", parts) + ".";
    }

    private static String commits(List<String> all) {
        String named = all.stream().limit(NAMED).collect(Collectors.joining(", "));
        return all.size() > NAMED ? named + " and " + (all.size() - NAMED) + " more" : named;
    }

    private static void addPrompts(List<String> parts, Rows data) {
        if (data.has("prompts") && data.numbers("prompts").findAny().isPresent()) {
            parts.add(range(data, "prompts") + " simulated prompts a cell");
        }
    }

    private static void addRestarts(List<String> parts, Rows data) {
        if (data.has("restarts") && data.numbers("restarts").findAny().isPresent()) {
            String range = range(data, "restarts");
            parts.add(range + (range.equals("1") ? " restart" : " restarts"));
        }
    }

    private static String range(Rows data, String column) {
        LongSummaryStatistics all =
                data.numbers(column).mapToLong(number -> (long) number).summaryStatistics();
        String least = String.format(Locale.ROOT, "%,d", all.getMin());
        return all.getMin() == all.getMax() ? least : least + " to " + String.format(Locale.ROOT, "%,d", all.getMax());
    }
}
