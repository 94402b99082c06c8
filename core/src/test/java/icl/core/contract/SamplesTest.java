package icl.core.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.json.CanonicalJson;
import icl.core.kinds.Kinds;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.RecordField;
import icl.core.records.RecordSchema;
import icl.core.records.Records;
import icl.core.records.Samples;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of every family that questions are made of has samples, and JSON gives each of them back. */
class SamplesTest {
    static Set<Class<?>> families() {
        return Samples.familiesIn(Question.class);
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyKindAndEveryComponentHasASample(Class<?> family) {
        Samples.requireComplete(family, Samples.of(family), Samples.table(family));
    }

    @Test
    void familiesAreFoundInTheComponentsOfTheirKinds() {
        assertThat(families())
                .contains(Design.class, Predictor.class, Covariance.class, TaskCorrelation.class, FeatureLaw.class);
    }

    @Test
    void aKindWithoutASampleIsSaidWithItsTable() {
        List<Covariance> some = List.of(Covariance.identity());
        assertThatThrownBy(() -> Samples.requireComplete(Covariance.class, some, Samples.table(Covariance.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("No sample of covariance 'diagonal': add a line to ")
                .hasMessageContaining("core/src/test/resources/samples/covariance.jsonl");
        List<Design> plain = Samples.of(Design.class).stream()
                .filter(design -> !Samples.has(design, "task_pool")
                        || ((icl.core.design.IidDesign) design).taskPool().isEmpty())
                .toList();
        assertThatThrownBy(() -> Samples.requireComplete(Design.class, plain, Samples.table(Design.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("No sample of 'iid' gives task_pool: add a line to ");
    }

    @Test
    void designsHaveOneSizeThatPredictorsFit() {
        for (Design design : Samples.of(Design.class)) {
            assertThat(design.dim()).isEqualTo(Samples.DIM);
            assertThat(design.length()).isEqualTo(Samples.LENGTH);
            Samples.of(Predictor.class)
                    .forEach(predictor -> assertThat(predictor.fitted(design)).isEqualTo(predictor));
        }
    }

    /** A value of a family that no design takes as a part would be drawn by no test. */
    @ParameterizedTest
    @MethodSource("parts")
    void everyPartIsThatOfADesign(Object part) {
        assertThat(Samples.withEachPart())
                .anyMatch(design -> RecordSchema.of(design.getClass()).components().stream()
                        .map(RecordField::key)
                        .map(key -> value(design, key))
                        .anyMatch(value -> value.equals(part) || isInCanonicalForm(part, value)));
    }

    static Stream<Object> parts() {
        return Stream.of(Covariance.class, TaskCorrelation.class, FeatureLaw.class)
                .flatMap(family -> Samples.of(family).stream());
    }

    private static Object value(Object record, String key) {
        RecordSchema<?> schema = RecordSchema.of(record.getClass());
        return schema.value(record, schema.keys().indexOf(key));
    }

    private static boolean isInCanonicalForm(Object part, Object value) {
        return part instanceof Covariance covariance
                && covariance.of("covariance", Samples.DIM).equals(value);
    }

    @Test
    void jsonGivesEverySampleBack() throws Exception {
        ObjectMapper json = new ObjectMapper();
        for (Object value : Samples.values()) {
            String text = CanonicalJson.text(value);
            Object back = Records.read(Samples.family(value), json.readValue(text, Object.class));
            assertThat(back).as(text).isEqualTo(value);
            assertThat(CanonicalJson.text(back)).isEqualTo(text);
        }
    }

    @Test
    void differentSamplesHaveDifferentTexts() {
        List<Object> values = Samples.values().stream().distinct().toList();
        assertThat(values.stream().map(value -> Samples.family(value) + CanonicalJson.text(value)))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(Kinds.of(Design.class).size()
                        * Kinds.of(Predictor.class).size());
    }
}
