package icl.jobs.query;

import icl.core.check.Invalid;
import icl.core.text.Suggestions;
import icl.jobs.frame.ResourceText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A query that comes with the program, {@code named/<name>.sql}. To add one: write its file and name it here.
 *
 * @param name what users call it, after {@code @}
 * @param comment the lines above the query that say what it answers, the first of them in one sentence
 * @param sql the query, its comment included
 */
public record NamedQuery(String name, List<String> comment, String sql) {
    private static final List<String> NAMES = List.of("errors", "gap", "half-rank", "worst");

    private static final String COMMENT = "-- ";

    /** All, in alphabetical order. */
    public static List<NamedQuery> all() {
        return NAMES.stream().map(NamedQuery::load).toList();
    }

    /**
     * The query that a user means: the text itself, or the named query where it begins with {@code @}.
     *
     * @throws Invalid when there is none of that name
     */
    public static String sql(String text) {
        String asked = text.strip();
        return asked.startsWith("@") ? named(asked.substring(1)).sql() : text;
    }

    private static NamedQuery named(String name) {
        if (!NAMES.contains(name)) {
            List<String> known = NAMES.stream().map(n -> '@' + n).collect(Collectors.toList());
            throw new Invalid(Suggestions.unknown("query", '@' + name, known));
        }
        return load(name);
    }

    private static NamedQuery load(String name) {
        String sql = QuestionColumns.in(ResourceText.of(NamedQuery.class, "named/" + name + ".sql"));
        List<String> comment = sql.lines()
                .takeWhile(line -> line.startsWith(COMMENT))
                .map(line -> line.substring(COMMENT.length()))
                .toList();
        return new NamedQuery(name, comment, sql);
    }
}
