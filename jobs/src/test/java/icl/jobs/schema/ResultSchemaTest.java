package icl.jobs.schema;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.kinds.Kind;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.CustomPredictor;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.prompt.Prompt;
import icl.jobs.commit.TableFixture;
import icl.jobs.custom.AveragingPredictor;
import icl.jobs.custom.MixtureDesign;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.ExactMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ResultSchemaTest {
    private static final Covariance IDENTITY = Covariance.identity();

    private static Object value(String column, Design design, Predictor predictor) {
        Cell cell = Cell.of(new Question(design, predictor, Loss.POSITIONS));
        Run run = TableFixture.provenance("small").run();
        ResultRow row = new ResultRow(
                run,
                cell,
                new ExactMeasure(),
                Optional.empty(),
                Optional.of("-"),
                Optional.of(ErrorKind.EXCEPTION),
                List.of(),
                Machine.here(),
                0.25);
        return ResultSchema.columns().stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .orElseThrow()
                .value()
                .apply(row);
    }

    private static Design iid(Covariance features) {
        return new IidDesign(2, 3, Profile.common(0.5), features, IDENTITY);
    }

    @Test
    void fixedColumnsComeFirstInTheirOrder() {
        assertThat(Table.RESULTS.ddl())
                .startsWith(
                        "`sweep` STRING, `cell_id` STRING, `design` STRING, `architecture` STRING, `dim` INT, `length` INT,"
                                + " `noise_variance` DOUBLE, `alpha` DOUBLE, `rank` INT, `feature_covariance` STRING,"
                                + " `task_covariance` STRING, `task_correlation` STRING, `base` STRING, `loss` STRING,"
                                + " `measure` STRING, `measure_id` STRING, `risk` DOUBLE, `standard_error` DOUBLE, `lower` DOUBLE,"
                                + " `upper` DOUBLE, `prompts` BIGINT, `replicates` INT, `seed` BIGINT, `status` STRING,"
                                + " `error` STRING, `cpu_seconds` DOUBLE, ");
    }

    @Test
    void fixedColumnsOfTrainingComeFirst() {
        assertThat(Table.CURVES.ddl())
                .startsWith("`cell_id` STRING, `measure` STRING, `measure_id` STRING, `restart` INT, `step` BIGINT,"
                        + " `loss` DOUBLE, `run_id` STRING");
        assertThat(Table.RESTARTS.ddl())
                .startsWith("`cell_id` STRING, `measure` STRING, `measure_id` STRING, `restart` INT, `status` STRING,"
                        + " `risk` DOUBLE, `standard_error` DOUBLE, `steps` BIGINT, `stopped` STRING, `error` STRING,"
                        + " `parameters` STRING, `seed` BIGINT, `run_id` STRING");
    }

    @Test
    void whatIsOfTheUsersOwnIsJson() {
        Design mixture = new MixtureDesign(2, 3, Profile.common(0.5), 1.5);
        Predictor averaging = new AveragingPredictor(Optional.of(0.25), Optional.empty());
        assertThat(value("design", mixture, averaging)).isEqualTo("mixture");
        assertThat(value("architecture", mixture, averaging)).isEqualTo("averaging");
        assertThat(value("noise_variance", mixture, averaging)).isEqualTo(0.5);
        assertThat(value("feature_covariance", mixture, averaging)).isNull();
        assertThat(value("own", mixture, averaging))
                .isEqualTo("{\"design\":{\"kind\":\"mixture\",\"dim\":2,\"length\":3,\"noise_variance\":0.5,"
                        + "\"separation\":1.5},\"predictor\":{\"kind\":\"averaging\",\"decay\":0.25}}");
        assertThat(value("own", iid(IDENTITY), averaging))
                .isEqualTo("{\"predictor\":{\"kind\":\"averaging\",\"decay\":0.25}}");
        assertThat(value("own", iid(IDENTITY), new Predictor.Attention(Optional.empty())))
                .isNull();
    }

    @Test
    void componentsThatAreCalledLikeColumnsOfAnotherTypeStayOutOfThem() {
        @Kind("odd")
        record Odd(String rank, Matrix alpha) implements CustomPredictor, CustomDesign {
            @Override
            public int dim() {
                return 2;
            }

            @Override
            public int length() {
                return 3;
            }

            @Override
            public Prompt draw(RandomGenerator random) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Model model(Design design) {
                throw new UnsupportedOperationException();
            }
        }
        Odd odd = new Odd("full", Matrix.identity(2));
        assertThat(value("rank", odd, odd)).isNull();
        assertThat(value("alpha", odd, odd)).isNull();
        assertThat(value("alpha_profile", odd, odd)).isNull();
        assertThat((String) value("own", odd, odd)).contains("\"rank\":\"full\"", "\"alpha\":[[1.0,0.0],[0.0,1.0]]");
    }

    @Test
    void everyColumnIsInTheDocument() throws IOException {
        String document = Files.readString(Path.of("../docs/table-format.md"));
        for (Table table : Table.values()) {
            Matcher columns = Pattern.compile("`\\w+`").matcher(table.ddl());
            while (columns.find()) {
                assertThat(document).contains(columns.group());
            }
        }
    }

    @Test
    void covariancesAreWordsOrJson() {
        Predictor attention = new Predictor.Attention(Optional.empty());
        assertThat(value("feature_covariance", iid(IDENTITY), attention)).isEqualTo("identity");
        assertThat(value("feature_covariance", iid(new Covariance.Spiked(1, 9)), attention))
                .isEqualTo("{\"spiked\":{\"count\":1,\"ratio\":9.0}}");
        assertThat(value("feature_covariance", iid(new Covariance.Diagonal(Vector.of(1, 0.1))), attention))
                .isEqualTo("{\"diagonal\":[1.0,0.1]}");
    }

    @Test
    void whatADesignDoesNotHaveIsMissing() {
        Predictor attention = new Predictor.Attention(Optional.empty());
        for (String column : List.of("alpha", "task_correlation", "rank", "base", "weights", "noise_profile", "risk")) {
            assertThat(value(column, iid(IDENTITY), attention)).as(column).isNull();
        }
    }

    @Test
    void taskCorrelationsAndWeightsAreJson() {
        Design drift =
                new DriftDesign(2, 3, Profile.common(0.5), new TaskCorrelation.ChangePoint(1, 0.5), IDENTITY, IDENTITY);
        Predictor given = new Predictor.Given(Matrix.identity(2), Optional.of(Vector.of(1, 2, 3)));
        assertThat(value("task_correlation", drift, given))
                .isEqualTo("{\"change_point\":{\"after\":1,\"correlation\":0.5}}");
        assertThat(value("weights", drift, given)).isEqualTo("[1.0,2.0,3.0]");
        assertThat(value("preconditioner", drift, given)).isEqualTo("[[1.0,0.0],[0.0,1.0]]");
    }

    @Test
    void theBaseOfLoraIsADesign() {
        Predictor lora = new Predictor.Lora(1, iid(IDENTITY));
        assertThat((String) value("base", iid(IDENTITY), lora))
                .startsWith("{")
                .contains("\"kind\":\"iid\"", "\"dim\":2", "\"length\":3", "\"noise_variance\":0.5");
        assertThat(value("rank", iid(IDENTITY), lora)).isEqualTo(1);
    }

    @Test
    void exactRisksHaveNoSeed() {
        assertThat(value("seed", iid(IDENTITY), new Predictor.Attention(Optional.empty())))
                .isNull();
    }
}
