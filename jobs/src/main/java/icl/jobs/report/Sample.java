package icl.jobs.report;

import icl.jobs.frame.Frame;
import icl.jobs.query.QuestionColumns;
import java.util.Locale;

/** The results that a page holds to be filtered: all, or those of some cells. */
record Sample(Frame rows) {
    /** Identifiers of cells are hashes, so that the first ones are cells at random, each with all its measures. */
    private static final String SQL = """
            SELECT {question},
              measure, risk, standard_error, lower, upper, prompts, restarts, worst_risk
            FROM (SELECT * FROM latest_of_any_law ORDER BY cell_id, measure LIMIT %d)
            ORDER BY design, architecture, measure, dim, length, noise_variance, alpha, rank
            """.formatted(Page.MOST_ROWS + 1);

    static Sample of(Answers answers, Source source) {
        return new Sample(answers.to(source.overLatest(QuestionColumns.in(SQL), Drawing.ALL)));
    }

    /** What is shown, of so many results. */
    String words(long all) {
        String shown = String.format(Locale.ROOT, "%,d results", rows.rows().size());
        return rows.isWhole()
                ? "All " + shown + " are here."
                : shown + String.format(Locale.ROOT, " of %,d are here, those of cells at random:", all)
                        + " their identifiers are hashes, and these have the smallest. icl query answers for all.";
    }

    Frame shown() {
        return new Rows(rows).withoutEmptyColumns();
    }
}
