package icl.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryGateTest {
    @ParameterizedTest
    @MethodSource("icl.jobs.query.Statements#queries")
    void queriesPass(String sql) {
        assertThat(Views.NAMES).containsAll(QueryGate.viewsOf(sql, Views.NAMES));
    }

    @ParameterizedTest
    @MethodSource("icl.jobs.query.Statements#refused")
    void anythingElseIsRefused(String sql) {
        refused(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "-- a comment", "/* another */"})
    void nothingIsRefused(String sql) {
        refused(sql);
    }

    @Test
    void theListsAreAsLongAsThePromise() {
        assertThat(Statements.refused()).doesNotHaveDuplicates().hasSizeGreaterThan(250);
        assertThat(Statements.queries()).doesNotHaveDuplicates().hasSizeGreaterThan(60);
    }

    static Stream<String> deep() {
        return Stream.of(
                "SELECT " + "(".repeat(10_000) + "1" + ")".repeat(10_000),
                "SELECT " + "abs(".repeat(10_000) + "1" + ")".repeat(10_000),
                "SELECT " + "(SELECT ".repeat(2000) + "1" + ")".repeat(2000),
                "SELECT * FROM " + "(SELECT * FROM ".repeat(2000) + "results" + ")".repeat(2000),
                "SELECT " + "- ".repeat(10_000) + "1",
                "SELECT " + "NOT ".repeat(10_000) + "true",
                "SELECT 1" + "+1".repeat(20_000),
                "SELECT " + "CASE WHEN true THEN ".repeat(2000) + "1" + " END".repeat(2000),
                "SELECT 1" + " UNION ALL SELECT 1".repeat(3000),
                "SELECT '" + "x".repeat(100_000) + "'");
    }

    @ParameterizedTest
    @MethodSource("deep")
    void whatIsTooDeepOrTooLongIsRefusedAtOnce(String sql) {
        refused(sql);
    }

    @Test
    void whatIsDeepButNotTooDeepPasses() {
        assertThat(QueryGate.viewsOf("SELECT " + "(".repeat(90) + "1" + ")".repeat(90), Views.NAMES))
                .isEmpty();
        assertThat(QueryGate.viewsOf("SELECT * FROM results WHERE dim = 1" + " OR dim = 2".repeat(5000), Views.NAMES))
                .containsExactly("results");
    }

    @Test
    void syntaxErrorsSayWhere() {
        assertThatThrownBy(() -> QueryGate.viewsOf("SELECT * FORM results", Views.NAMES))
                .hasMessage("Invalid SQL: Syntax error at or near 'results': extra input 'results'. (line 1, pos 14)");
    }

    @Test
    void unknownTablesAreToldTheViews() {
        assertThatThrownBy(() -> QueryGate.viewsOf("SELECT * FROM result", Set.of("results", "gap")))
                .hasMessage("Unknown table in SQL: 'result' (known: gap, results)");
    }

    @Test
    void functionsAreToldTheirRule() {
        assertThatThrownBy(() -> QueryGate.viewsOf("SELECT meen(risk) FROM results", Views.NAMES))
                .hasMessage("Invalid SQL function: meen (must be one of Spark's that computes from its arguments alone;"
                        + " did you mean mean?)");
        assertThatThrownBy(() -> QueryGate.viewsOf("SELECT sequence(1, 1000000)", Views.NAMES))
                .hasMessage("Invalid SQL function: sequence (must have whole numbers that are less than 100000 apart;"
                        + " FROM range(a, b) makes rows without a bound)");
    }

    @Test
    void aViewBehindANameOfWithIsReadWhereTheNameDoesNotReach() {
        String sql = "SELECT * FROM results WHERE 1 IN (WITH results AS (SELECT 1 AS x) SELECT x FROM results)";
        assertThat(QueryGate.viewsOf(sql, Views.NAMES)).containsExactly("results");
    }

    @Test
    void parametersAreGivenAndUsed() {
        String sql = "SELECT risk FROM results WHERE dim = :dim AND design = :design";
        assertThat(QueryGate.viewsOf(sql, Views.NAMES, Set.of("dim", "design"))).containsExactly("results");
        assertThatThrownBy(() -> QueryGate.viewsOf(sql, Views.NAMES, Set.of("dim")))
                .hasMessage("Missing parameter: design (must be given, as --param design=value)");
        assertThatThrownBy(() -> QueryGate.viewsOf(sql, Views.NAMES, Set.of("dim", "design", "n")))
                .hasMessage("Unused parameter: n (must stand in the SQL as :name)");
        for (String place : List.of("FROM :dim", "FROM IDENTIFIER(:dim)", "FROM results ORDER BY :dim ASC ;:dim")) {
            assertThatThrownBy(() -> QueryGate.viewsOf("SELECT * " + place, Views.NAMES, Set.of("dim")))
                    .isInstanceOf(Invalid.class);
        }
    }

    private static void refused(String sql) {
        assertThatThrownBy(() -> QueryGate.viewsOf(sql, Views.NAMES))
                .isInstanceOf(Invalid.class)
                .hasMessageNotContainingAny("\n", "\r");
    }
}
