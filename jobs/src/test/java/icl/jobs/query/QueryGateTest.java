package icl.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryGateTest {
    private static final Set<String> VIEWS = Set.of("results", "gap");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM results",
                "select Risk from RESULTS;",
                "SELECT r.risk FROM results r JOIN gap g ON r.cell_id = g.cell_id WHERE r.dim > 3 ORDER BY 1 LIMIT 5 OFFSET 1",
                "WITH best AS (SELECT dim, min(risk) AS risk FROM results GROUP BY dim) SELECT * FROM best",
                "SELECT dim, risk, rank() OVER (PARTITION BY dim ORDER BY risk) FROM results",
                "SELECT dim, sum(risk) OVER w FROM results WINDOW w AS (PARTITION BY dim)",
                "SELECT dim FROM results GROUP BY dim HAVING count(*) > 2",
                "SELECT dim FROM results GROUP BY CUBE (dim, length)",
                "SELECT dim FROM results UNION ALL SELECT dim FROM gap EXCEPT SELECT 1 INTERSECT SELECT 2",
                "SELECT * FROM results WHERE risk = (SELECT max(risk) FROM gap) AND EXISTS (SELECT 1 FROM gap)",
                "SELECT * FROM (SELECT dim, length, risk FROM results) PIVOT (avg(risk) FOR dim IN (5, 20))",
                "SELECT * FROM results LATERAL VIEW explode(from_json(noise_profile, 'array<double>')) p AS noise",
                "SELECT * FROM results, LATERAL (SELECT exact FROM gap WHERE gap.cell_id = results.cell_id)",
                "SELECT * FROM results TABLESAMPLE (10 ROWS)",
                "SELECT DISTINCT dim FROM results",
                "SELECT * FROM VALUES (1, 'a'), (2, 'b') AS v(x, y)",
                "SELECT * FROM range(10)",
                "SELECT dim, risk FROM results QUALIFY row_number() OVER (PARTITION BY dim ORDER BY risk) = 1",
                "VALUES (1), (2)",
                "TABLE results",
                "FROM results SELECT dim",
                "FROM results |> WHERE dim > 5 |> SELECT risk"
            })
    void queriesPass(String sql) {
        assertThat(VIEWS).containsAll(QueryGate.viewsOf(sql, VIEWS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "SELEC 1",
                "SELECT 1; SELECT 2",
                "SELECT * FROM results; DROP TABLE results",
                "DROP VIEW results",
                "DROP TABLE results",
                "CREATE TABLE t AS SELECT 1",
                "CREATE TEMPORARY VIEW v AS SELECT 1",
                "CREATE FUNCTION f AS 'x'",
                "INSERT INTO results SELECT * FROM results",
                "INSERT OVERWRITE DIRECTORY '/tmp/x' USING parquet SELECT 1",
                "FROM results INSERT INTO t SELECT *",
                "DELETE FROM results",
                "UPDATE results SET risk = 0",
                "MERGE INTO results USING gap ON true WHEN MATCHED THEN DELETE",
                "TRUNCATE TABLE results",
                "ALTER TABLE results ADD COLUMN x INT",
                "ANALYZE TABLE results COMPUTE STATISTICS",
                "SET spark.sql.ansi.enabled=false",
                "SET TIME ZONE 'UTC'",
                "RESET",
                "ADD JAR '/tmp/x.jar'",
                "ADD FILE '/etc/passwd'",
                "LIST FILES",
                "LOAD DATA INPATH '/x' INTO TABLE results",
                "CACHE TABLE results",
                "REFRESH TABLE results",
                "USE default",
                "SHOW TABLES",
                "DESCRIBE results",
                "EXPLAIN SELECT 1",
                "CALL system.x()",
                "DECLARE x INT",
                "EXECUTE IMMEDIATE 'SELECT 1'",
                "BEGIN SELECT 1; END",
                "SELECT * FROM parquet.`/etc`",
                "SELECT * FROM csv.`/etc/passwd`",
                "SELECT * FROM text.`file:///etc/passwd`",
                "SELECT * FROM jdbc.`x`",
                "SELECT * FROM default.results",
                "SELECT * FROM spark_catalog.default.results",
                "SELECT * FROM secrets",
                "SELECT * FROM IDENTIFIER('parquet.`/etc`')",
                "SELECT * FROM IDENTIFIER('res' || 'ults')",
                "SELECT * FROM results VERSION AS OF 1",
                "SELECT * FROM results TIMESTAMP AS OF '2020-01-01'",
                "SELECT * FROM STREAM results",
                "SELECT * FROM read_files('/etc')",
                "SELECT * FROM java_method('java.lang.System', 'exit', 1)",
                "SELECT java_method('java.lang.System', 'getProperty', 'user.home')",
                "SELECT reflect('java.lang.Runtime', 'getRuntime')",
                "SELECT try_reflect('java.lang.Runtime', 'getRuntime')",
                "SELECT system.builtin.reflect('java.lang.Runtime', 'getRuntime')",
                "SELECT `REFLECT`('java.lang.Runtime', 'getRuntime')",
                "SELECT (SELECT reflect('java.lang.Runtime', 'getRuntime')) FROM results",
                "SELECT * FROM results WHERE risk IN (SELECT _c0 FROM csv.`/etc/passwd`)",
                "WITH t AS (SELECT * FROM csv.`/etc/passwd`) SELECT * FROM t",
                "WITH results AS (SELECT * FROM csv.`/etc/passwd`) SELECT * FROM results",
                "SELECT * FROM results JOIN csv.`/etc/passwd`",
                "SELECT TRANSFORM(risk) USING 'cat' FROM results",
                "MAP risk USING 'cat' FROM results",
                "FROM results |> UNION ALL SELECT * FROM csv.`/etc/passwd`",
                "SELECT * FROM VALUES (reflect('java.lang.Runtime', 'getRuntime'))",
                "SELECT 1 /* unclosed",
                "SELECT ${spark.app.name}"
            })
    void anythingElseIsRefused(String sql) {
        assertThatThrownBy(() -> QueryGate.viewsOf(sql, VIEWS))
                .isInstanceOf(Invalid.class)
                .hasMessageNotContainingAny("\n", "\r");
    }

    @Test
    void syntaxErrorsSayWhere() {
        assertThatThrownBy(() -> QueryGate.viewsOf("SELECT * FORM results", VIEWS))
                .hasMessage("Invalid SQL: Syntax error at or near 'results': extra input 'results'. (line 1, pos 14)");
    }

    @Test
    void unknownTablesAreToldTheViews() {
        assertThatThrownBy(() -> QueryGate.viewsOf("SELECT * FROM result", VIEWS))
                .hasMessage("Unknown table in SQL: 'result' (known: gap, results)");
    }
}
