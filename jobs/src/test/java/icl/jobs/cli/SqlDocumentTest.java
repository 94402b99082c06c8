package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.cli.Cli.Result;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.plan.Plan;
import icl.jobs.sweep.SweepFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/sql.md says, on the table it speaks of. {@code -Dgolden.update} writes into it what is printed now. */
class SqlDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/sql.md");
    private static final Path QUICKSTART = Path.of("../sweeps/quickstart.yaml");

    /** A command on the console, its query in quotes or named, and what it prints. */
    private static final Pattern COMMAND = Pattern.compile(
            "(?m)^\\$ \\./icl query results/quickstart (?:\"(.*)\"|(@\\S+))( --limit 3)?\\n((?:(?!\\$ |```).*\\n)*)");

    private static final Pattern SQL_BLOCK = Pattern.compile("(?s)```sql\\n(.*?)```");

    /** Designs, counts and means may differ in the order of a sum. */
    private static final double ROUNDING = 1e-12;

    private record Line(String design, long n, double mean) {}

    @TempDir
    static Path folder;

    private static String results;
    private static String document;

    @BeforeAll
    static void sweep() throws IOException {
        SharedSpark.session();
        results = folder.resolve("quickstart").toString();
        document = Files.readString(DOCUMENT);
        assertThat(icl("sweep", QUICKSTART.toString(), "--out", results).code()).isZero();
    }

    @Test
    void commandsPrintWhatIsShown() throws IOException {
        StringBuilder now = new StringBuilder();
        Matcher command = COMMAND.matcher(document);
        int commands = 0;
        for (; command.find(); commands++) {
            String sql = command.group(1) == null ? command.group(2) : command.group(1);
            Result printed = icl("query", results, sql, "--limit", command.group(3) == null ? "100" : "3");
            assertThat(printed.code()).as(printed.err()).isZero();
            if (System.getProperty("golden.update") == null) {
                assertThat(command.group(4)).isEqualTo(printed.out());
            }
            String head = command.group().substring(0, command.group().indexOf('\n') + 1);
            command.appendReplacement(now, Matcher.quoteReplacement(head + printed.out()));
        }
        assertThat(commands).isEqualTo(document.split("(?m)^\\$ ").length - 1).isGreaterThan(2);
        if (System.getProperty("golden.update") != null) {
            Files.writeString(DOCUMENT, command.appendTail(now));
        }
    }

    @Test
    void sparkAndDuckDbAnswerTheSame() throws SQLException {
        List<Line> ours = ours();
        assertThat(ours).extracting(Line::design).containsExactly("aligned", "iid", "retrieval");
        assertThat(ours).extracting(Line::n).containsExactly(160L, 40L, 160L);
        assertSame(spark(block(0)), ours);
        assertSame(duckDb(block(1)), ours);
    }

    @Test
    void theLastOfSeveralAttemptsCounts() throws IOException, SQLException {
        String again = folder.resolve("again").toString();
        ResultTable table = TableFixture.at(Path.of(again));
        TableFixture.publishFailed(
                table, Plan.of(SweepFile.load(QUICKSTART, Map.of("length", "10")), PublishedKeys.of(table)));
        assertThat(icl("retry", again).code()).isZero();
        String last = block(2).get(0).replace("results/quickstart", again);
        String all = last.substring(0, last.indexOf("QUALIFY"));
        assertThat(counts(all)).containsExactly(192L, 96L);
        assertThat(counts(last)).containsExactly(96L, 96L);
        List<Row> rows = onSpark(again, last.replaceAll("read_parquet\\(.*\\)", "results"));
        assertThat(rows).hasSize(96).allMatch(row -> row.getAs("status").equals("ok"));
    }

    @Test
    void foldersOfPartsAreOneTable() throws SQLException {
        for (String part : List.of("1", "2")) {
            String place = folder.resolve("part-0" + part).toString();
            assertThat(icl("sweep", QUICKSTART.toString(), "--out", place, "--set", "length=" + part + "0")
                            .code())
                    .isZero();
        }
        String all = block(4).get(0).replace("results/part-*", folder + "/part-*");
        List<Line> lines = duckDb(all, SqlDocumentTest::line);
        assertThat(lines).extracting(Line::n).containsExactly(64L, 16L, 64L);
        SparkSession session = SharedSpark.session().newSession();
        session.sql(block(3).get(0).replace("/path/to/results", folder.toString()));
        assertSame(lines(session.sql(block(3).get(1)).collectAsList()), lines);
    }

    @Test
    void foldersThatAreListedAreOneTable() throws SQLException {
        List<String> folders = List.of(results + "/results", folder.resolve("listed") + "/results");
        assertThat(icl(
                                "sweep",
                                QUICKSTART.toString(),
                                "--out",
                                folder.resolve("listed").toString(),
                                "--set",
                                "length=30")
                        .code())
                .isZero();
        assertThat(document)
                .contains(".option(\"recursiveFileLookup\", \"true\").parquet(\"/a/results\", \"/b/results\")");
        long rows = SharedSpark.session()
                .read()
                .option("recursiveFileLookup", "true")
                .parquet(folders.toArray(String[]::new))
                .count();
        String listed = folders.stream().map(f -> "'" + f + "/*/*.parquet'").collect(joining(", ", "[", "]"));
        assertThat(duckDb("SELECT count(*) FROM read_parquet(" + listed + ")", answer -> answer.getLong(1)))
                .containsExactly(rows);
    }

    /** How many rows DuckDB finds, and how many of them have a risk. */
    private static List<Long> counts(String query) throws SQLException {
        return duckDb(
                        "SELECT count(*), count(risk) FROM (" + query + ")",
                        answer -> List.of(answer.getLong(1), answer.getLong(2)))
                .get(0);
    }

    @Test
    void measuresSideBySideInOneLine() throws SQLException {
        Matcher line = Pattern.compile("(?m)^  `(SELECT cell_id, .*)`\\.$").matcher(document);
        assertThat(line.find()).isTrue();
        String sql = line.group(1).replace("FROM results", "FROM read_parquet('" + results + "/results/*/*.parquet')");
        List<List<Long>> counts = duckDb(
                "SELECT count(*), count(exact), count(paper) FROM (" + sql + ")",
                answer -> List.of(answer.getLong(1), answer.getLong(2), answer.getLong(3)));
        assertThat(counts).containsExactly(List.of(360L, 360L, 120L));
    }

    private static void assertSame(List<Line> answer, List<Line> ours) {
        assertThat(answer).hasSameSizeAs(ours);
        for (int i = 0; i < ours.size(); i++) {
            assertThat(answer.get(i).design()).isEqualTo(ours.get(i).design());
            assertThat(answer.get(i).n()).isEqualTo(ours.get(i).n());
            double mean = ours.get(i).mean();
            assertThat(answer.get(i).mean()).isBetween(mean * (1 - ROUNDING), mean * (1 + ROUNDING));
        }
    }

    /** The answer of {@code icl query} to the question of the blocks, all digits. */
    private static List<Line> ours() {
        Matcher command = COMMAND.matcher(document);
        assertThat(command.find()).isTrue();
        Result answer = icl("query", results, command.group(1), "--format", "csv");
        List<Line> lines = new ArrayList<>();
        answer.out()
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(fields ->
                        lines.add(new Line(fields[0], Long.parseLong(fields[1]), Double.parseDouble(fields[2]))));
        return lines;
    }

    private static List<String> block(int number) {
        String block =
                SQL_BLOCK.matcher(document).results().toList().get(number).group(1);
        return Pattern.compile(";\\n").splitAsStream(block).toList();
    }

    private static List<Line> spark(List<String> statements) {
        assertThat(statements).hasSize(2);
        return lines(onSpark(results, statements.get(1)));
    }

    private static List<Line> lines(List<Row> rows) {
        return rows.stream()
                .map(row -> new Line(row.getString(0), row.getLong(1), row.getDouble(2)))
                .toList();
    }

    private static Line line(ResultSet answer) throws SQLException {
        return new Line(answer.getString(1), answer.getLong(2), answer.getDouble(3));
    }

    /** The answer to a query of the document, on the table that the document makes of a folder. */
    private static List<Row> onSpark(String place, String query) {
        SparkSession session = SharedSpark.session().newSession();
        String create = block(0).get(0);
        assertThat(create).contains("/path/to/results/quickstart/");
        session.sql(create.replace("/path/to/results/quickstart", place));
        try {
            return session.sql(query).collectAsList();
        } finally {
            session.sql("DROP TABLE results");
        }
    }

    private static List<Line> duckDb(List<String> statements) throws SQLException {
        assertThat(statements).hasSize(1);
        assertThat(statements.get(0)).contains("results/quickstart/");
        return duckDb(statements.get(0).replace("results/quickstart", results), SqlDocumentTest::line);
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> duckDb(String query, Reader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            while (answer.next()) {
                rows.add(reader.read(answer));
            }
        }
        return rows;
    }
}
