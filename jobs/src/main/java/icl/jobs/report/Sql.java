package icl.jobs.report;

/** Pieces of SQL that figures share. */
final class Sql {
    /** The columns of a drawing of risks. */
    static final String RISKS = """
            CASE measure WHEN 'paper' THEN 'paper''s form' WHEN 'monte_carlo' THEN 'simulated' ELSE measure END AS measure,
            risk, coalesce(lower, risk) AS lower, coalesce(upper, worst_risk, risk) AS upper,
            if(measure = 'monte_carlo', prompts, NULL) AS prompts, restarts""";

    /** No bound on the rank, or the largest rank, as the sweep gave it. */
    static final String FULL_RANK = "coalesce(rank, dim) = dim";

    private Sql() {}

    /**
     * A query that may name {@code latest_of_any_law}, of several rows of one cell and measure that of the last run, and {@code
     * latest}, those of them whose predictors were chosen on the design itself.
     */
    static String overLatest(String sql, String where) {
        return over(
                sql,
                where,
                "QUALIFY row_number() OVER (PARTITION BY cell_id, measure ORDER BY run_id DESC, measure_id) = 1");
    }

    /** The same over a folder with one run, which has no two rows of one cell and measure. */
    static String overOneRun(String sql, String where) {
        return over(sql, where, "");
    }

    private static String over(String sql, String where, String last) {
        return """
                WITH latest_of_any_law AS (SELECT * FROM results WHERE status = 'ok' AND (%s) %s),
                  latest AS (SELECT * FROM latest_of_any_law WHERE trained_on IS NULL)
                %s""".formatted(where, last, sql);
    }

    static String architecture() {
        return "CASE architecture WHEN 'h3' THEN 'H3' ELSE architecture END";
    }

    /** A number as people write it: without a zero behind the point. */
    static String number(String column) {
        return "regexp_replace(concat('', " + column + "), '\\\\.0$', '')";
    }

    /** The angle of a covariance that is a subspace, in degrees; NULL of others. */
    static String angle(String covariance) {
        return "cast(get_json_object(" + covariance + ", '$.subspace.angle') AS DOUBLE)";
    }

    /** The rank of the subspace of the tasks, and the number of features, in words. */
    static String subspaces() {
        return "concat('rank ', get_json_object(task_covariance, '$.subspace.rank'), ' in ', dim, ' dimensions')";
    }

    /** The noise variance, in words. */
    static String noise() {
        return "if(noise_variance = 0, 'noiseless', concat('noise variance ', " + number("noise_variance") + "))";
    }

    /** JSON as words: {@code {"power_law":1.0}} is power law 1. */
    static String words(String column) {
        return "regexp_replace(replace(translate(" + column + ", '_:{}\"', '  '), ',', ', '), '\\\\.0\\\\b', '')";
    }

    /** The covariances of features and tasks, in words; those of tasks are called so. */
    static String covariances() {
        return covariances("feature_covariance", "task_covariance");
    }

    /** The same of other columns. */
    static String covariances(String features, String tasks) {
        return "if(%1$s = 'identity' AND %2$s = 'identity', 'isotropic', concat_ws(', ', %3$s, %4$s))"
                .formatted(features, tasks, unlessIdentity("", features), unlessIdentity("tasks ", tasks));
    }

    private static String unlessIdentity(String what, String column) {
        return "if(" + column + " = 'identity', NULL, concat('" + what + "', " + words(column) + "))";
    }
}
