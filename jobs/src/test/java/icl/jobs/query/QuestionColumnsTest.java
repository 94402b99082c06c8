package icl.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.RecordSchema;
import icl.core.records.Records;
import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.frame.Frame;
import icl.jobs.schema.ResultSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Components of designs and predictors are columns wherever questions are shown, and cells that differ in one of them stay apart. */
class QuestionColumnsTest {
    @TempDir
    static Path folder;

    private static ResultTable table;

    private static Question question(String key, Object value, String predictor) {
        Map<String, Object> design =
                new HashMap<>(Map.of("kind", "iid", "dim", 2, "length", 3, "noise_variance", 0.5, key, value));
        return Records.read(Question.class, Map.of("design", design, "predictor", predictor));
    }

    private static Question mixture(double separation) {
        Map<String, Object> design =
                Map.of("kind", "mixture", "dim", 2, "length", 3, "noise_variance", 0.5, "separation", separation);
        return Records.read(Question.class, Map.of("design", design, "predictor", "attention"));
    }

    @BeforeAll
    static void publish() throws Exception {
        table = TableFixture.at(folder.resolve("table"));
        TableFixture.publish(
                table,
                "small",
                TableFixture.ok(question("task_mean", List.of(1, 0), "attention"), 0.5),
                TableFixture.ok(question("task_mean", List.of(2, 0), "attention"), 0.5),
                TableFixture.ok(mixture(1), 0.25),
                TableFixture.ok(mixture(2), 0.25),
                TableFixture.failed(question("task_mean", List.of(3, 0), "attention"), "no form"));
    }

    private static Frame answer(String text) {
        return Query.of(NamedQuery.sql(text)).run(SharedSpark.session(), table, 100);
    }

    private static Stream<String> components() {
        return Stream.of(Design.class, Predictor.class)
                .flatMap(family -> Kinds.of(family).values().stream())
                .filter(Kinds::isBuiltIn)
                .flatMap(kind -> RecordSchema.of(kind).keys().stream())
                .distinct();
    }

    @Test
    void theyAreAllComponentsOfBuiltInKindsAndWhatTellsTheKind() {
        assertThat(ResultSchema.questionColumns())
                .startsWith("design", "architecture", "dim", "length", "noise_variance", "alpha", "rank")
                .containsAll(components().toList())
                .contains("loss", "trained_on", "own", "noise_profile", "alpha_profile")
                .doesNotContain("risk", "seed", "cell_id", "measure", "method")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT * FROM gap", "SELECT * FROM errors", "@worst"})
    void everyOneIsShown(String text) {
        assertThat(answer(text).names()).containsSubsequence(ResultSchema.questionColumns());
    }

    @Test
    void halfRankHasARowForEachTaskMean() {
        Frame halves = answer("@half-rank");
        List<String> described = new ArrayList<>(ResultSchema.questionColumns());
        described.removeAll(List.of("rank", "trained_on"));
        described.addAll(List.of("half_rank", "gained"));
        assertThat(halves.names()).isEqualTo(described);
        assertThat(halves.rows())
                .extracting(row -> row.get(halves.names().indexOf("task_mean")))
                .containsExactlyInAnyOrder("[1.0,0.0]", "[2.0,0.0]", null, null);
    }

    @Test
    void cellsOfAUsersKindsStayApartByTheirComponents() {
        Frame halves = answer("@half-rank");
        assertThat(halves.rows().stream().map(row -> row.get(halves.names().indexOf("own"))))
                .filteredOn(own -> own != null)
                .hasSize(2)
                .anySatisfy(own -> assertThat((String) own).contains("\"separation\":1"))
                .anySatisfy(own -> assertThat((String) own).contains("\"separation\":2"));
    }

    @Test
    void gapHasTheQuestionOfEachCell() {
        assertThat(answer("SELECT task_mean, exact FROM gap WHERE design = 'iid' ORDER BY task_mean")
                        .rows())
                .containsExactly(List.of("[1.0,0.0]", 0.5), List.of("[2.0,0.0]", 0.5));
        assertThat(answer("SELECT task_mean, error FROM errors").rows())
                .containsExactly(List.of("[3.0,0.0]", "no form"));
    }

    @Test
    void aPlaceMayLeaveColumnsOutAndSayTheirForm() {
        String all = String.join(", ", ResultSchema.questionColumns());
        assertThat(QuestionColumns.in("SELECT {question} FROM t")).isEqualTo("SELECT " + all + " FROM t");
        assertThat(QuestionColumns.in("{question without dim, rank}"))
                .isEqualTo(all.replace("dim, ", "").replace("rank, ", ""));
        assertThat(QuestionColumns.in("{question: min(*) AS *}"))
                .startsWith("min(design) AS design, min(architecture)");
        assertThatThrownBy(() -> QuestionColumns.in("{question without ranks}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Not all are columns of a question: ranks");
    }
}
