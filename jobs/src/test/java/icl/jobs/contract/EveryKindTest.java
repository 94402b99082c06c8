package icl.jobs.contract;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.RecordField;
import icl.core.records.RecordSchema;
import icl.core.records.Records;
import icl.core.risk.formula.NoClosedForm;
import icl.core.train.Optimiser;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.PublishedRows;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import icl.jobs.schema.ResultRow;
import icl.jobs.schema.Table;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every design, predictor and measure, those of tests included: sweep files give them back, tables do, and measures speak about them. */
class EveryKindTest {
    @TempDir
    private static Path folder;

    @ParameterizedTest
    @ValueSource(classes = {Design.class, Predictor.class, Measure.class, Optimiser.class})
    void everyKindHasASample(Class<?> family) {
        List<?> samples = SampleTables.of(family);
        Kinds.of(family).forEach((name, kind) -> {
            assertThat(samples)
                    .as(
                            "No sample of %s '%s': add a line to jobs/%s/%s.jsonl",
                            Kinds.word(family), name, SampleTables.HERE, Kinds.word(family))
                    .anyMatch(kind::isInstance);
            RecordSchema<?> schema = RecordSchema.of(kind);
            for (int i = 0; i < schema.components().size(); i++) {
                int place = i;
                RecordField component = schema.components().get(i);
                assertThat(samples)
                        .as(
                                "No sample of '%s' gives %s: add a line to jobs/%s/%s.jsonl",
                                name, component.key(), SampleTables.HERE, Kinds.word(family))
                        .anyMatch(sample -> kind.isInstance(sample)
                                && !Optional.of(schema.value(sample, place)).equals(component.missing()));
            }
        });
    }

    /** Every design under attention, every predictor on the first design, each also with a law of training. */
    static List<Question> questions() {
        List<Design> designs = SampleTables.of(Design.class);
        List<Predictor> predictors = SampleTables.of(Predictor.class);
        List<Question> questions = new ArrayList<>();
        for (Optional<Design> law : List.of(Optional.<Design>empty(), Optional.of(designs.get(3)))) {
            designs.forEach(design -> questions.add(new Question(design, predictors.get(0), Loss.QUERY, law)));
            predictors.forEach(
                    predictor -> questions.add(new Question(designs.get(0), predictor, Loss.POSITIONS, law)));
        }
        return questions;
    }

    static List<Measure> measures() {
        return SampleTables.of(Measure.class);
    }

    private static Sweep sweep(String grid, Object measure) {
        String yaml = "name: small\nmeasures: " + measure + "\ngrid: " + grid + "\n";
        return Sweep.of(SweepSource.of("small.yaml", yaml));
    }

    private static List<Cell> cells(Sweep sweep) {
        List<Cell> cells = new ArrayList<>();
        Plan.of(sweep, DoneKeys.none()).shards(1).forEach(shard -> shard.forEach((cell, measure) -> cells.add(cell)));
        return cells;
    }

    /** The grid of one point: an axis for each component, of one value. */
    private static String grid(Question question) {
        Map<String, Object> axes = new LinkedHashMap<>();
        axes(Records.write(question.design()), "design", axes);
        axes(Records.write(question.predictor()), "architecture", axes);
        axes.put("loss", Kinds.of(question.loss()));
        question.trainedOn().ifPresent(law -> axes.put("trained_on", List.of(whole(law))));
        return SampleTables.text(axes);
    }

    /** The tree of a record with every component: what a law of training leaves out is that of the design. */
    private static Map<String, Object> whole(Object record) {
        RecordSchema<?> schema = RecordSchema.of(record.getClass());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", Kinds.of(record));
        for (int i = 0; i < schema.keys().size(); i++) {
            Object value = schema.value(record, i);
            Object given = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            tree.put(schema.keys().get(i), given == null ? null : Records.write(given));
        }
        return tree;
    }

    private static void axes(Object tree, String kind, Map<String, Object> axes) {
        ((Map<?, ?>) tree).forEach((key, value) -> {
            String axis = key.equals("kind") ? kind : (String) key;
            assertThat(axes.put(axis, List.of(value))).as(axis).isNull();
        });
    }

    /** {@code exact} plans no cell that it does not cover; the measure of tests covers all. */
    @ParameterizedTest
    @MethodSource("questions")
    void aSweepFileGivesItBack(Question question) {
        List<Cell> cells = cells(sweep(grid(question), "{training: {restarts: 1, steps: 1}}"));
        assertThat(cells).hasSize(1);
        assertThat(cells.get(0).question()).isEqualTo(question);
        assertThat(cells.get(0).id()).isEqualTo(Cell.of(question).id());
    }

    @ParameterizedTest
    @MethodSource("measures")
    void aSweepFileGivesAMeasureBack(Measure measure) {
        Object tree = Records.write(measure);
        Map<?, ?> settings = tree instanceof Map<?, ?> map ? map : Map.of(tree, Map.of());
        Sweep sweep = sweep("{design: iid, dim: 2, length: 3, noise_variance: 1}", SampleTables.text(settings));
        assertThat(sweep.measures()).containsExactly(measure);
        assertThat(sweep.measures().get(0).id(1)).isEqualTo(measure.id(1));
        assertThat(Records.read(Measure.class, SampleTables.tree(SampleTables.text(tree))))
                .isEqualTo(measure);
    }

    /** The columns of a row are enough to ask its question again. */
    @Test
    void aTableGivesEveryQuestionBack() throws Exception {
        ResultTable table = TableFixture.at(folder.resolve("table"));
        List<Question> questions = questions().stream().distinct().toList();
        TableFixture.publish(
                table,
                "small",
                questions.stream().map(question -> TableFixture.ok(question, 1)).toArray(ResultRow[]::new));
        List<String> columns = Pattern.compile("`(\\w+)`")
                .matcher(Table.RESULTS.ddl())
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
        PublishedRows rows = new PublishedRows(table, columns, 1000);
        rows.refresh();
        assertThat(rows.rows().stream().map(row -> question(columns, row)))
                .containsExactlyInAnyOrderElementsOf(questions);
    }

    private static Question question(List<String> columns, Object[] row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < row.length; i++) {
            values.put(columns.get(i), row[i] instanceof String text ? word(text) : row[i]);
        }
        Map<String, Object> question = new LinkedHashMap<>();
        question.put("loss", values.get("loss"));
        question.put("trained_on", values.get("trained_on"));
        Object own = values.get("own");
        question.put("design", part(Design.class, "design", values, own));
        question.put("predictor", part(Predictor.class, "architecture", values, own));
        return Records.read(Question.class, question);
    }

    /** A kind with its components from columns of their names; one of a user from the column {@code own}. */
    private static Object part(Class<?> family, String column, Map<String, Object> values, Object own) {
        Class<?> kind = Kinds.variant(family, (String) values.get(column));
        if (!Kinds.isBuiltIn(kind)) {
            return ((Map<?, ?>) own).get(Kinds.word(family));
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", values.get(column));
        for (String key : RecordSchema.of(kind).keys()) {
            Object profile = values.get(key.replace("_variance", "") + "_profile");
            tree.put(key, profile == null ? values.get(key) : profile);
        }
        return tree;
    }

    /** JSON, or a bare word. */
    private static Object word(String text) {
        return text.matches("[\\[{].*") ? SampleTables.tree(text) : text;
    }

    @ParameterizedTest
    @MethodSource("measures")
    void aMeasureCoversAQuestionOrSaysWhyNot(Measure measure) {
        for (Design design : SampleTables.of(Design.class)) {
            for (Predictor predictor : SampleTables.of(Predictor.class)) {
                for (Loss loss : Loss.values()) {
                    Question question = new Question(design, predictor, loss);
                    if (measure.covers(question)) {
                        assertThat(measure.cost(question))
                                .as("%s", question)
                                .isPositive()
                                .isFinite();
                    } else {
                        assertThat(measure.whyNotCovered(question))
                                .as("%s", question)
                                .hasSizeGreaterThan(15)
                                .doesNotContain("\n", "this measure does not cover it");
                    }
                }
            }
        }
    }

    /** The measures that come with the program; those of tests are poison, or wait. */
    static Stream<Measure> builtInMeasures() {
        return measures().stream().filter(measure -> Kinds.isBuiltIn(measure.getClass()));
    }

    @ParameterizedTest
    @MethodSource("builtInMeasures")
    void anEstimateIsRepeatedAndDependsOnTheSeedWhereItSaysSo(Measure measure) {
        int estimated = 0;
        for (Question question : questions()) {
            boolean isFaulty = Kinds.of(question.design()).equals("faulty")
                    || Kinds.of(question.predictor()).equals("faulty_model");
            if (!isFaulty && measure.covers(question)) {
                Cell cell = Cell.of(question);
                Optional<Double> risk = risk(measure, cell, 1);
                assertThat(risk(measure, cell, 1)).as("%s", question).isEqualTo(risk);
                risk.ifPresent(
                        value -> assertThat(value).as("%s", question).isFinite().isNotNegative());
                if (!measure.usesChance()) {
                    assertThat(risk(measure, cell, 2)).as("%s", question).isEqualTo(risk);
                    assertThat(measure.id(2)).isEqualTo(measure.id(1));
                }
                estimated += risk.isPresent() ? 1 : 0;
            }
        }
        assertThat(estimated).isPositive();
    }

    /** Empty where a formula refuses what it covers, which makes a failed row. */
    private static Optional<Double> risk(Measure measure, Cell cell, long seed) {
        try {
            return Optional.of(measure.estimate(cell, seed).risk());
        } catch (NoClosedForm e) {
            assertThat(e.reason()).isNotBlank();
            return Optional.empty();
        }
    }
}
