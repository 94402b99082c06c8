package icl.jobs.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.json.CanonicalJson;
import icl.core.linalg.Matrix;
import icl.core.model.Question;
import icl.core.model.Tensor;
import icl.core.records.Records;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.SavedRestarts;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Parameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedParametersTest {
    private static final String QUESTION = CanonicalJson.text(TableFixture.question(3));

    @TempDir
    Path temporary;

    private static void assertSameBits(Parameters read, Parameters written) {
        assertThat(read.tensors()).isEqualTo(written.tensors());
        assertThat(bits(read)).isEqualTo(bits(written));
    }

    private static long[] bits(Parameters parameters) {
        return Arrays.stream(parameters.values())
                .mapToLong(Double::doubleToRawLongBits)
                .toArray();
    }

    @Test
    void theyComeBackFromATableAsTheyWere() throws IOException {
        ResultTable table = TableFixture.at(temporary.resolve("table"));
        ResultRow row = TableFixture.trained(3, 0.5, 0);
        TableFixture.publish(table, "small", TableFixture.ok(3, 1), row, TableFixture.trained(4, 0.5, 0));
        String cell = row.cell().id();
        String measure = row.measure().id(TableFixture.provenance("small").run().seed());
        SavedParameters saved =
                SavedRestarts.parameters(table, cell, measure, 0).orElseThrow();
        assertSameBits(saved.parameters(), TableFixture.PARAMETERS);
        assertThat(saved.question()).isEqualTo(row.cell().question());
        assertThat(SavedRestarts.parameters(table, cell, measure, 1))
                .as("kept none")
                .isEmpty();
        assertThat(SavedRestarts.parameters(table, cell, measure, 3))
                .as("no restart")
                .isEmpty();
    }

    @Test
    void everyDoubleKeepsItsBits() {
        SplittableRandom random = new SplittableRandom(1);
        double[] values = random.longs()
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .limit(10_000)
                .toArray();
        Parameters written = new Parameters(List.of(new Tensor("w", 100, 99), new Tensor("b", 1, 100)), values);
        SavedParameters saved = SavedParameters.of(QUESTION, SavedParameters.text(written));
        assertSameBits(saved.parameters(), written);
    }

    @Test
    void theQuestionHasTheIdentityOfItsCell() {
        Map<String, Object> base =
                Map.of("kind", "mixture", "dim", 2, "length", 3, "noise_variance", 0.1, "separation", 1e-300);
        Map<String, Object> design = Map.of(
                "kind",
                "drift",
                "dim",
                2,
                "length",
                2,
                "noise_variance",
                List.of(0.1, 1.0 / 3, 0),
                "task_correlation",
                Map.of("change_point", Map.of("after", 1, "correlation", -0.25)),
                "feature_covariance",
                Map.of("matrix", List.of(List.of(1, 0.1), List.of(0.1, 2))));
        for (Object predictor : List.of(
                "h3",
                Map.of("kind", "lora", "rank", 1, "base", base),
                Map.of("kind", "given", "preconditioner", Records.write(Matrix.of(new double[][] {{0.1, 1e22}, {0, 7}
                }))),
                Map.of("kind", "averaging", "decay", 0.7))) {
            Question question =
                    Records.read(Question.class, Map.of("design", design, "predictor", predictor, "loss", "positions"));
            Question read =
                    SavedParameters.of(CanonicalJson.text(question), "[]").question();
            assertThat(read).isEqualTo(question);
            assertThat(Cell.of(read).id()).isEqualTo(Cell.of(question).id());
        }
    }

    @Test
    void whatIsDamagedIsRefused() {
        String text = SavedParameters.text(TableFixture.PARAMETERS);
        refused(QUESTION, "{}", "Invalid parameters: a JSON OBJECT (must be a list of tensors)");
        refused(QUESTION, text.substring(0, 40), "Cannot read saved parameters: ");
        refused(
                QUESTION,
                text.replace(",1.0E300", ""),
                "Invalid parameters: 6 numbers (must be 7, as the tensors have)");
        refused(QUESTION, text.replace("1.0E300", "null"), "Invalid parameters[3]: NaN (must be a finite number)");
        refused(QUESTION, text + "]", "Cannot read saved parameters: ");
        refused(QUESTION.substring(1), text, "Cannot read saved parameters: ");
        refused(QUESTION.replace("rank", "rnak"), text, "predictor.rnak: Unknown key: 'rnak'");
    }

    private static void refused(String question, String parameters, String message) {
        assertThatThrownBy(() -> SavedParameters.of(question, parameters))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void theTextNamesItsTensors() {
        Parameters small = new Parameters(List.of(new Tensor("w", 1, 2)), new double[] {0.5, -0.0});
        assertThat(SavedParameters.text(small))
                .isEqualTo("[{\"name\":\"w\",\"rows\":1,\"columns\":2,\"values\":[0.5,-0.0]}]");
    }
}
