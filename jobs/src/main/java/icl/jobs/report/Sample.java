package icl.jobs.report;

import icl.jobs.frame.Frame;
import icl.jobs.query.Query;
import java.util.Locale;

/**
 * The results that a page holds to be filtered.
 *
 * @param rows one more than are shown, where there are more
 */
record Sample(Frame rows) {
    /** So many are shown. */
    static final int MOST = 10_000;

    /** Identifiers of cells are hashes, so that the first ones are cells at random, each with all its measures. */
    static final Query QUERY = Query.of(Sql.overLatest("""
            SELECT design, architecture, dim, length, noise_variance, alpha, rank, feature_covariance, task_covariance,
              task_correlation, base, loss, noise_profile, alpha_profile, weights, preconditioner, own,
              measure, risk, standard_error, lower, upper, prompts, restarts, worst_risk
            FROM (SELECT * FROM latest ORDER BY cell_id, measure LIMIT %d)
            ORDER BY design, architecture, measure, dim, length, noise_variance, alpha, rank
            """.formatted(MOST + 1), "true"));

    /** What is shown, of so many results. */
    String words(long all) {
        return rows.rows().size() <= MOST
                ? String.format(
                        Locale.ROOT, "All %,d results are here.", rows.rows().size())
                : String.format(
                        Locale.ROOT,
                        "%,d results of %,d are here, those of cells at random: their identifiers are hashes, and these have the"
                                + " smallest. icl query answers for all.",
                        MOST,
                        all);
    }

    Frame shown() {
        return new Rows(rows).first(MOST).withoutEmptyColumns();
    }
}
