package icl.core.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordsTest {
    private static final Map<String, Object> IID = Map.of("kind", "iid", "dim", 2, "length", 3, "noise_variance", 0.5);
    private static final IidDesign IID_DESIGN =
            new IidDesign(2, 3, Profile.common(0.5), Covariance.identity(), Covariance.identity());

    @Test
    void aDesignIsAMapWithItsKind() {
        assertThat(Records.read(Design.class, IID)).isEqualTo(IID_DESIGN);
    }

    @Test
    void whatIsMissingIsTheDefaultOfItsFamily() {
        assertThat(Records.read(Question.class, Map.of("design", IID)))
                .isEqualTo(new Question(IID_DESIGN, new Predictor.Attention(Optional.empty()), Loss.QUERY));
    }

    @Test
    void nullIsMissing() {
        Map<String, Object> predictor = new HashMap<>();
        predictor.put("kind", "h3");
        predictor.put("rank", null);
        assertThat(Records.read(Predictor.class, predictor)).isEqualTo(new Predictor.H3(Optional.empty()));
    }

    @Test
    void aVariantIsItsKindOrAMapBelowIt() {
        assertThat(covariance("identity")).isEqualTo(Covariance.identity());
        assertThat(covariance(Map.of("power_law", 1.5))).isEqualTo(new Covariance.PowerLaw(1.5));
        assertThat(covariance(Map.of("power_law", Map.of("exponent", 1.5)))).isEqualTo(new Covariance.PowerLaw(1.5));
        assertThat(covariance(Map.of("kind", "power_law", "exponent", 1.5))).isEqualTo(new Covariance.PowerLaw(1.5));
        assertThat(covariance(Map.of("spiked", Map.of("count", 2, "ratio", 9)))).isEqualTo(new Covariance.Spiked(2, 9));
        assertThat(covariance(Map.of("diagonal", List.of(1, 2.5))))
                .isEqualTo(new Covariance.Diagonal(Vector.of(1, 2.5)));
        assertThat(Records.read(Predictor.class, "attention")).isEqualTo(new Predictor.Attention(Optional.empty()));
        assertThat(Records.read(TaskCorrelation.class, "linear_drift")).isEqualTo(new TaskCorrelation.LinearDrift());
    }

    @Test
    void aMatrixIsAListOfRows() {
        Object tree = Map.of("matrix", List.of(List.of(1, 0.5), List.of(0.5, 1)));
        Matrix expected = Matrix.of(new double[][] {{1, 0.5}, {0.5, 1}});
        assertThat(covariance(tree)).isEqualTo(new Covariance.Full(expected));
    }

    @Test
    void aProfileIsANumberOrOneForEachPosition() {
        assertThat(Records.read(Profile.class, 2)).isEqualTo(Profile.common(2));
        assertThat(Records.read(Profile.class, List.of(1, 2))).isEqualTo(new Profile(Vector.of(1, 2)));
    }

    @ParameterizedTest
    @MethodSource
    void integersMayBeWrittenInAnyWay(Number written) {
        assertThat(Records.read(int.class, written)).isEqualTo(1000);
        assertThat(Records.read(double.class, written)).isEqualTo(1000.0);
    }

    static List<Number> integersMayBeWrittenInAnyWay() {
        return List.of(1000, 1000L, 1e3, 1000f, BigInteger.valueOf(1000), new BigDecimal("1e3"), (short) 1000);
    }

    @Test
    void nothingIsRounded() {
        assertRefused(int.class, 2.5, "Invalid value: 2.5 (must be an integer)");
        assertRefused(int.class, new BigDecimal("1.00000000000000000001"), "must be an integer");
        assertRefused(int.class, 3_000_000_000L, "Invalid value: 3000000000 (must be at most 2147483647)");
        assertRefused(int.class, -1e300, "Invalid value: -1.0E300 (must be at least -2147483648)");
        assertRefused(long.class, new BigInteger("9223372036854775808"), "must be at most 9223372036854775807");
        assertRefused(int.class, new BigInteger("9223372036854775808"), "must be at most 2147483647");
        assertRefused(int.class, Double.NaN, "Invalid value: NaN (must be an integer)");
    }

    @Test
    void realsAreFiniteNumbers() {
        assertRefused(double.class, Double.NaN, "Invalid value: NaN (must be a finite number)");
        assertRefused(double.class, Double.NEGATIVE_INFINITY, "-Infinity (must be a finite number)");
        assertRefused(double.class, new BigDecimal("1e400"), "1E+400 (must be a finite number)");
        assertRefused(double.class, "0.5", "Invalid value: '0.5' (must be a number)");
        assertRefused(Vector.class, 3, "Invalid value: 3 (must be a list of numbers)");
        assertRefused(Vector.class, List.of(1, true), "[1]: Invalid [1]: true (must be a number)");
        assertRefused(Matrix.class, List.of(List.of(1), 2), "[1]: Invalid [1]: 2 (must be a row of the matrix");
        assertRefused(Matrix.class, List.of(List.of(1, 2), List.of(1)), "Invalid row length: 1 (must be");
    }

    @Test
    void unknownKeysAreRefusedWithTheNearest() {
        assertRefused(
                Question.class,
                Map.of("design", Map.of("kind", "iid", "dim", 2, "lenght", 3, "noise_variance", 0)),
                "design.lenght: Unknown key: 'lenght' (did you mean 'length'? known: dim, length, noise_variance,"
                        + " feature_covariance, task_covariance");
        assertRefused(Question.class, Map.of("desing", IID), "desing: Unknown key: 'desing' (did you mean 'design'?");
    }

    @Test
    void unknownKindsAreRefusedWithTheNearest() {
        assertRefused(
                Question.class,
                Map.of("design", Map.of("kind", "idd")),
                "design.kind: Unknown design kind: 'idd' (did you mean 'iid'? known: aligned, drift, iid, ");
        assertRefused(Covariance.class, "idenity", "Unknown covariance kind: 'idenity' (did you mean 'identity'?");
        assertRefused(Covariance.class, Map.of("powerlaw", 1), "powerlaw: Unknown covariance kind: 'powerlaw' (did");
        assertRefused(Loss.class, "querry", "Unknown loss: 'querry' (did you mean 'query'? known: positions, query)");
        assertRefused(Covariance.class, "xyz", "Unknown covariance kind: 'xyz' (known: diagonal, exchangeable,");
    }

    @Test
    void missingKeysAreNamed() {
        assertRefused(
                Question.class,
                Map.of("design", Map.of("kind", "iid", "dim", 2)),
                "design.length: Missing key 'length' (iid has: dim, length, noise_variance,");
        assertRefused(Design.class, Map.of("dim", 2, "length", 2), "Missing key 'kind' (a design is one of: aligned,");
        assertRefused(Covariance.class, "power_law", "exponent: Missing key 'exponent' (power_law has: exponent)");
        assertRefused(
                Question.class,
                Map.of(),
                "design: Missing key 'design' (question has: design, predictor, loss, trained_on)");
    }

    @Test
    void whatHasNoNameIsCalledByItsKeys() {
        assertRefused(
                Question.class,
                Map.of("design", IID, "predictor", Map.of("kind", "weighted", "weights", List.of(1, "2", 3))),
                "predictor.weights[1]: Invalid weights[1]: '2' (must be a number)");
        assertRefused(Design.class, Map.of("kind", "iid", "dim", "2"), "dim: Invalid dim: '2' (must be an integer)");
    }

    @Test
    void wrongTypesAreRefused() {
        assertRefused(Design.class, 5, "Invalid value: 5 (must be a kind of design or a mapping with one: aligned,");
        assertRefused(Question.class, List.of(), "Invalid value: a list of 0 (must be a mapping)");
        assertRefused(
                Covariance.class, Map.of("spiked", 2), "spiked: Invalid spiked: 2 (must be a mapping: spiked has");
        assertRefused(Design.class, Map.of("kind", 5), "kind: Invalid kind: 5 (must be text)");
        assertRefused(Covariance.class, Map.of(3, 4), "Invalid value: 3 (must be a key that is text)");
        assertRefused(Loss.class, true, "Invalid value: true (must be one of positions, query)");
    }

    @Test
    void whatAConstructorRefusesStandsAtItsKey() {
        Map<String, Object> design = new HashMap<>(IID);
        design.put("noise_variance", List.of(1, -1, 1, 1));
        assertRefused(
                Question.class,
                Map.of("design", design),
                "design.noise_variance: Invalid noise_variance: -1.0 (must be a finite number, at least 0)");
        design.putAll(Map.of("noise_variance", 1, "task_covariance", Map.of("power_law", -1)));
        assertRefused(
                Question.class, Map.of("design", design), "design.task_covariance.power_law: Invalid power_law: -1");
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Records.read(Question.class, Map.of("design", design)))
                .satisfies(e -> assertThat(e.path()).containsExactly("design", "task_covariance", "power_law"));
    }

    @Test
    void messagesStayOnOneLineAndShort() {
        assertRefused(double.class, "a\nb\u2028c", "Invalid value: 'a\\u000ab\\u2028c' (must be a number)");
        assertThatThrownBy(() -> covariance("x".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(250));
    }

    @Test
    void writtenValuesReadBack() {
        for (Object value : Samples.values()) {
            Class<?> type = Samples.family(value);
            assertThat(Records.read(type, Records.write(value))).isEqualTo(value);
        }
    }

    @Test
    void writtenFormsAreThoseOfSweepFiles() {
        assertThat(Records.write(Covariance.identity())).isEqualTo("identity");
        assertThat(Records.write(new Covariance.PowerLaw(1.5))).isEqualTo(Map.of("power_law", 1.5));
        assertThat(Records.write(new Covariance.Spiked(2, 9)))
                .isEqualTo(Map.of("spiked", Map.of("count", 2, "ratio", 9.0)));
        assertThat(Records.write(new RetrievalDesign(
                        2,
                        2,
                        Profile.common(0),
                        new Profile(Vector.of(0.5, 0)),
                        Covariance.identity(),
                        Covariance.identity())))
                .isEqualTo(Map.of(
                        "kind",
                        "retrieval",
                        "dim",
                        2,
                        "length",
                        2,
                        "noise_variance",
                        0.0,
                        "alpha",
                        List.of(0.5, 0.0),
                        "feature_covariance",
                        "identity",
                        "task_covariance",
                        "identity"));
        assertThat(Records.write(new Predictor.H3(Optional.of(3)))).isEqualTo(Map.of("kind", "h3", "rank", 3));
        assertThat(Records.write(new Predictor.H3(Optional.empty()))).isEqualTo(Map.of("kind", "h3"));
    }

    @Test
    void minusZeroIsZero() {
        Object tree = Map.of("kind", "aligned", "dim", 1, "length", 1, "noise_variance", -0.0, "alpha", -0.0);
        AlignedDesign design = (AlignedDesign) Records.read(Design.class, tree);
        assertThat(Double.doubleToRawLongBits(design.alpha())).isZero();
        assertThat(Double.doubleToRawLongBits(design.noiseVariance().at(0))).isZero();
    }

    private static Covariance covariance(Object tree) {
        return Records.read(Covariance.class, tree);
    }

    private static void assertRefused(Class<?> type, Object tree, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Records.read(type, tree))
                .withMessageContaining(message);
    }
}
