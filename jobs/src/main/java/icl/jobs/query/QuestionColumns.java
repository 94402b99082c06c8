package icl.jobs.query;

import icl.jobs.schema.ResultSchema;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills in the columns that describe a question. Texts of SQL leave a place for them: {@code {question}} becomes their names, {@code
 * {question without rank}} all but that one, and {@code {question: min_by(*, run_id) AS *}} has each name in place of the stars.
 * So a new component of a design or a predictor changes none of these texts.
 */
public final class QuestionColumns {
    private static final Pattern PLACE = Pattern.compile("\\{question(?: without ([a-z_, ]+))?(?:: ([^}]+))?}");

    private QuestionColumns() {}

    /**
     * The SQL with the columns in their places.
     *
     * @throws IllegalArgumentException when a column that is left out does not exist
     */
    public static String in(String sql) {
        return PLACE.matcher(sql).replaceAll(place -> columns(place.group(1), place.group(2)));
    }

    private static String columns(String without, String form) {
        List<String> all = ResultSchema.questionColumns();
        Set<String> leftOut = without == null ? Set.of() : Set.of(without.split(", "));
        if (!all.containsAll(leftOut)) {
            throw new IllegalArgumentException("Not all are columns of a question: " + without);
        }
        return all.stream()
                .filter(column -> !leftOut.contains(column))
                .map(column -> form == null ? column : form.replace("*", column))
                .collect(Collectors.joining(", "));
    }
}
