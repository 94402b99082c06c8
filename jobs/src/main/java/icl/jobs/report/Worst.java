package icl.jobs.report;

import icl.core.stats.SidedErrors;
import icl.jobs.frame.Frame;
import icl.jobs.frame.Shown;
import icl.jobs.query.Query;
import icl.jobs.query.QuestionColumns;
import icl.jobs.schema.ResultSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where theory and what it is compared with differ most: a table for each of three comparisons. */
enum Worst {
    SIMULATED("monte_carlo", "simulated_z", "exact, simulated, simulated_error, simulated_gap") {
        @Override
        String caption(int shown, long cells, double largest) {
            double chance = -Math.expm1(cells * Math.log1p(-SidedErrors.probability(largest)));
            return String.format(
                    Locale.ROOT,
                    "Simulated against exact risk: the %,d largest differences of %,d, in errors of their side (z)."
                            + " One as large as the first is met by chance with probability %.2g or less.",
                    shown,
                    cells,
                    chance);
        }
    },
    TRAINED("trained", "trained_gap", "exact, trained, trained_worst, trained_restarts, trained_failed") {
        @Override
        String caption(int shown, long cells, double largest) {
            return relative("Trained against exact risk", shown, cells);
        }
    },
    PAPER("paper", "paper_gap", "exact, paper, paper_method") {
        @Override
        String caption(int shown, long cells, double largest) {
            return relative("The paper's form against the exact risk", shown, cells);
        }
    };

    /** So many rows are shown. */
    private static final int SHOWN = 20;

    private final String measure;
    private final String difference;
    private final String numbers;

    Worst(String measure, String difference, String numbers) {
        this.measure = measure;
        this.difference = difference;
        this.numbers = numbers;
    }

    /** What is compared with the exact risk. */
    Map<String, String> drawnFrom() {
        return Map.of("measure", measure);
    }

    abstract String caption(int shown, long cells, double largest);

    private static String relative(String what, int shown, long cells) {
        return String.format(
                Locale.ROOT,
                "%s: the %,d largest differences of %,d, relative to the exact risk (gap).",
                what,
                shown,
                cells);
    }

    Query query() {
        return Query.of(QuestionColumns.in("""
                SELECT %1$s, %2$s, {question}, cell_id, (SELECT count(%1$s) FROM gap) AS cells
                FROM gap WHERE %1$s IS NOT NULL ORDER BY abs(%1$s) DESC, cell_id LIMIT %3$d
                """.formatted(difference, numbers, SHOWN)));
    }

    /** The table; nothing where nothing was compared. */
    String html(Frame answer) {
        Rows rows = new Rows(answer);
        if (answer.rows().isEmpty()) {
            return "";
        }
        long cells = (long) rows.numbers("cells").max().orElseThrow();
        double largest = rows.numbers(difference).findFirst().orElseThrow();
        List<String> common = ResultSchema.questionColumns().stream()
                .filter(name -> isCommon(rows, name))
                .toList();
        List<String> shown = answer.names().stream()
                .filter(name -> !name.equals("cells") && !common.contains(name))
                .toList();
        String caption = caption(answer.rows().size(), cells, largest) + inAll(rows, common);
        return Html.table(caption, rows.columns(shown));
    }

    private static boolean isCommon(Rows rows, String name) {
        return rows.values(name).stream().distinct().count() == 1;
    }

    private static String inAll(Rows rows, List<String> common) {
        String words = common.stream()
                .filter(name -> rows.values(name).get(0) != null)
                .map(name -> name.replace('_', ' ') + " "
                        + Shown.of(rows.values(name).get(0)))
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "" : " In all of them: " + words + ".";
    }
}
