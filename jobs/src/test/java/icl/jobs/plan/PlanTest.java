package icl.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.check.Invalid;
import icl.jobs.sweep.Cell;
import icl.jobs.sweep.Measure;
import icl.jobs.sweep.PaperMeasure;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static final String YAML = """
            name: small
            grid:
              design: [iid, retrieval]
              dim: 5
              length: [10, 20]
              noise_variance: 0
              alpha: [0, 0.5, 1]
              rank: [1, 2, 5]
            where: length < 100
            measures:
              exact: {}
              paper: {}
            """;

    /** 2 lengths x 3 ranks of iid, and 3 alphas of each of retrieval. */
    private static final int CELLS = 6 + 18;

    /** The paper has a form for retrieval at full rank only. */
    private static final int PAPER = 6 + 6;

    @Test
    void cellsThatMeanTheSameAreOne() {
        Plan plan = Plan.of(sweep(YAML), DoneKeys.none());
        assertThat(plan.points()).isEqualTo(36);
        assertThat(plan.cells()).isEqualTo(CELLS);
        assertThat(plan.todo()).isEqualTo(CELLS + PAPER);
    }

    @Test
    void whatAMeasureDoesNotCoverIsCountedAndLeftOut() {
        Plan plan = Plan.of(sweep(YAML), DoneKeys.none());
        MeasurePlan paper = plan.measures().get(1);
        assertThat(paper.measure()).isEqualTo(new PaperMeasure());
        assertThat(paper.todo()).isEqualTo(PAPER);
        assertThat(paper.notCovered()).isEqualTo(CELLS - PAPER);
        assertThat(pairs(plan, 1)).filteredOn(pair -> pair.endsWith("paper")).hasSize(PAPER);
        assertThat(plan.measures().get(0).uncovered()).isEmpty();
        assertThat(paper.uncovered())
                .containsExactly(Map.entry(
                        new Uncovered(
                                "retrieval",
                                "attention",
                                "the paper's form is for full-rank attention and h3, identity covariances, one alpha, one noise"),
                        CELLS - PAPER));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 16, 35, 36, 37, 1000})
    void shardsHoldEachPairOnce(int atMost) {
        Plan plan = Plan.of(sweep(YAML), DoneKeys.none());
        assertThat(plan.shards(atMost)).hasSizeBetween(1, Math.min(atMost, CELLS));
        assertThat(pairs(plan, atMost)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pairs(plan, 1));
        assertThat(plan.shards(atMost).stream().mapToLong(Shard::pairs).sum()).isEqualTo(plan.todo());
    }

    @Test
    void aCanaryIsAFewPairsOfEachMeasureAndTheRestFollows() {
        Plan plan = Plan.of(sweep(YAML), DoneKeys.none());
        Plan canary = plan.canary(9);
        assertThat(canary.measures()).extracting(MeasurePlan::todo).containsExactly(4, 5);
        assertThat(canary.todo()).isEqualTo(9);
        Plan rest = plan.without(canary);
        assertThat(rest.todo()).isEqualTo(plan.todo() - 9);
        assertThat(rest.seconds() + canary.seconds()).isCloseTo(plan.seconds(), within(1e-12));
        List<String> both = new ArrayList<>(pairs(canary, 3));
        both.addAll(pairs(rest, 5));
        assertThat(both).containsExactlyInAnyOrderElementsOf(pairs(plan, 1));
        assertThat(plan.canary(1000).todo()).isEqualTo(plan.todo());
        assertThat(plan.without(plan).shards(3)).isEmpty();
    }

    @Test
    void theCanaryTriesTheCheapestOfEachStretch() {
        String yaml = YAML.replace("[iid, retrieval]", "drift")
                .replace("alpha: [0, 0.5, 1]", "task_correlation: linear_drift")
                .replace("[10, 20]", "[50, 40, 60, 90, 70, 80]")
                .replace("rank: [1, 2, 5]", "rank: 1")
                .replace("  paper: {}\n", "");
        List<String> lengths = new ArrayList<>();
        Plan plan = Plan.of(sweep(yaml), DoneKeys.none());
        plan.canary(2)
                .shards(1)
                .get(0)
                .forEach((cell, measure) ->
                        lengths.add(Integer.toString(cell.question().design().length())));
        assertThat(lengths).containsExactly("40", "70");
    }

    @Test
    void whatWasLearnedChangesThePredictionOfItsMeasure() {
        Plan plan = Plan.of(sweep(YAML), DoneKeys.none());
        Plan learned = plan.with(new LearnedCosts(Map.of("exact", 10.0), 3));
        assertThat(learned.measures().get(0).seconds())
                .isCloseTo(10 * plan.measures().get(0).seconds(), within(1e-12));
        assertThat(learned.measures().get(1)).isEqualTo(plan.measures().get(1));
        double shards = learned.shards(4).stream().mapToDouble(Shard::seconds).sum();
        assertThat(shards).isCloseTo(learned.seconds(), within(1e-12));
        double predicted = learned.shards(4).stream()
                .mapToDouble(shard -> shard.predicted(0))
                .sum();
        assertThat(predicted).isCloseTo(plan.measures().get(0).seconds(), within(1e-12));
    }

    @Test
    void shardsCostAboutTheSame() {
        String yaml = YAML.replace("[10, 20]", "{from: 1, to: 500, step: 1}").replace("length < 100", "1 = 1");
        Plan plan = Plan.of(sweep(yaml), DoneKeys.none());
        List<Shard> shards = plan.shards(7);
        assertThat(shards).hasSize(7);
        assertThat(shards)
                .allSatisfy(
                        shard -> assertThat(shard.seconds() * 7).isBetween(0.9 * plan.seconds(), 1.1 * plan.seconds()));
        assertThat(shards).extracting(Shard::seconds).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void anExpensiveCellDoesNotMakeEmptyShards() {
        String yaml = YAML.replace("[iid, retrieval]", "[drift, retrieval]")
                .replace("alpha:", "task_correlation: linear_drift\n  architecture: h3\n  alpha:")
                .replace("[10, 20]", "[1000, 1, 2, 3]")
                .replace("length < 100", "1 = 1");
        assertThat(Plan.of(sweep(yaml), DoneKeys.none()).shards(50))
                .allSatisfy(shard -> assertThat(shard.cells()).isPositive());
    }

    @Test
    void aShardIsTheSameInAnotherProcess() throws Exception {
        Plan plan = Plan.of(sweep(YAML), DoneKeys.none());
        for (Shard shard : plan.shards(3)) {
            assertThat(pairs(copy(shard))).isEqualTo(pairs(shard));
        }
    }

    @Test
    void pairsOfACellShareIt() {
        List<Cell> cells = new ArrayList<>();
        visit(Plan.of(sweep(YAML), DoneKeys.none()), 1, (cell, measure) -> cells.add(cell));
        assertThat(cells.stream().distinct().count()).isEqualTo(CELLS);
        assertThat(cells.get(0)).isSameAs(cells.get(1));
    }

    @Test
    void whatIsDoneIsNotDoneAgain() {
        Sweep sweep = sweep(YAML);
        DoneKeys done = new DoneKeys();
        visit(Plan.of(sweep, DoneKeys.none()), 1, (cell, measure) -> add(done, sweep, cell, measure, true));
        Plan plan = Plan.of(sweep, done);
        assertThat(plan.todo()).isZero();
        assertThat(plan.shards(4)).isEmpty();
        assertThat(plan.measures()).extracting(MeasurePlan::done).containsExactly(CELLS, PAPER);
        assertThat(plan.measures()).extracting(MeasurePlan::notCovered).containsExactly(0, CELLS - PAPER);
    }

    @Test
    void resumingIsForEachPairOfCellAndMeasure() {
        Sweep sweep = sweep(YAML);
        DoneKeys done = new DoneKeys();
        List<String> left = new ArrayList<>();
        visit(Plan.of(sweep, DoneKeys.none()), 1, (cell, measure) -> {
            if (left.size() % 3 == 0 || cell.id().hashCode() % 2 == 0) {
                left.add(cell.id() + measure.kind());
            } else {
                add(done, sweep, cell, measure, true);
            }
        });
        assertThat(pairs(Plan.of(sweep, done), 5)).containsExactlyInAnyOrderElementsOf(left);
    }

    @Test
    void whatFailedIsCountedAndNotDoneAgain() {
        Sweep sweep = sweep(YAML);
        DoneKeys done = new DoneKeys();
        visit(
                Plan.of(sweep, DoneKeys.none()),
                1,
                (cell, measure) -> add(done, sweep, cell, measure, cell.id().hashCode() % 2 == 0));
        Plan plan = Plan.of(sweep, done);
        assertThat(plan.todo()).isZero();
        assertThat(plan.measures().get(0).failed()).isPositive();
        assertThat(plan.measures().get(0).failed() + plan.measures().get(0).done())
                .isEqualTo(CELLS);
    }

    @Test
    void aPlanOfTheFailedDoesThemAndNothingElse() {
        Sweep sweep = sweep(YAML);
        DoneKeys done = new DoneKeys();
        List<String> failed = new ArrayList<>();
        visit(Plan.of(sweep, DoneKeys.none()), 1, (cell, measure) -> {
            int kind = Math.floorMod(cell.id().hashCode(), 3);
            if (kind != 0) { // the rest is not there yet
                add(done, sweep, cell, measure, kind == 1);
            }
            if (kind == 2) {
                failed.add(cell.id() + measure.kind());
            }
        });
        Plan plan = Plan.ofFailed(sweep, done);
        assertThat(failed).isNotEmpty();
        assertThat(pairs(plan, 5)).containsExactlyInAnyOrderElementsOf(failed);
        assertThat(plan.seconds())
                .isPositive()
                .isLessThan(Plan.of(sweep, DoneKeys.none()).seconds());
        assertThat(plan.measures()).allMatch(m -> m.failed() == 0);
    }

    @Test
    void overlapCountsThePairsThatTwoSweepsShare() {
        Plan plan = Plan.of(sweep(YAML), DoneKeys.none());
        assertThat(plan.overlap(sweep(YAML))).isEqualTo(CELLS + PAPER);
        assertThat(plan.overlap(sweep(YAML.replace("[10, 20]", "[20, 30]")))).isEqualTo((CELLS + PAPER) / 2);
        assertThat(plan.overlap(sweep(YAML.replace("[10, 20]", "30")))).isZero();
        assertThat(plan.overlap(sweep(YAML.replace("  paper: {}\n", "")))).isEqualTo(CELLS);
    }

    @Test
    void aLargerSweepAddsOnlyWhatIsNew() {
        Sweep sweep = sweep(YAML);
        DoneKeys done = new DoneKeys();
        visit(Plan.of(sweep, DoneKeys.none()), 1, (cell, measure) -> add(done, sweep, cell, measure, true));
        Plan larger = Plan.of(sweep(YAML.replace("[10, 20]", "[5, 10, 15, 20]")), done);
        assertThat(larger.measures()).extracting(MeasurePlan::todo).containsExactly(CELLS, PAPER);
        assertThat(larger.measures()).extracting(MeasurePlan::done).containsExactly(CELLS, PAPER);
    }

    @Test
    void anotherMeasureIdIsNotDone() {
        Sweep sweep = sweep(YAML);
        DoneKeys done = new DoneKeys();
        visit(
                Plan.of(sweep, DoneKeys.none()),
                1,
                (cell, measure) -> done.add(cell.id(), measure.kind(), "0123456789abcdef", true));
        assertThat(Plan.of(sweep, done).todo()).isEqualTo(CELLS + PAPER);
    }

    @Test
    void whereThatKeepsNothingIsRefused() {
        assertThatThrownBy(() -> Plan.of(sweep(YAML.replace("length < 100", "length > 100")), DoneKeys.none()))
                .isInstanceOf(Invalid.class)
                .hasMessage("small.yaml:9: Invalid where: it keeps none of the 36 points (must keep at least one)");
    }

    @Test
    void theFirstPointThatCannotBeIsNamedOnAnyNumberOfCores() {
        String yaml = YAML.replace("[10, 20]", "{from: 1, to: 5000, step: 1}")
                .replace("[1, 2, 5]", "[1, 2, 5, 6, 7]")
                .replace("length < 100", "rank < 6 or length > 3000");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> Plan.of(sweep(yaml), DoneKeys.none()))
                    .isInstanceOf(Invalid.class)
                    .hasMessageContaining(
                            "in the cell design = iid, dim = 5, length = 3001, noise_variance = 0, alpha = 0,"
                                    + " rank = 6");
        }
    }

    @Test
    void moreCellsThanTheHeapHoldsAreRefused() {
        Sweep sweep = sweep(YAML.replace("[10, 20]", "{from: 1, to: 50, step: 1}"));
        assertThat(CellIndex.of(sweep, DoneKeys.none(), CellStatus.NEW, 600).size())
                .isEqualTo(600);
        assertThatThrownBy(() -> CellIndex.of(sweep, DoneKeys.none(), CellStatus.NEW, 599))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Invalid grid of small: more than 599 different cells (must fit into the heap");
    }

    @Test
    void aNumberOfShardsIsPositive() {
        Plan plan = Plan.of(sweep(YAML), DoneKeys.none());
        assertThatThrownBy(() -> plan.shards(0)).isInstanceOf(Invalid.class);
    }

    private static void add(DoneKeys done, Sweep sweep, Cell cell, Measure measure, boolean ok) {
        done.add(cell.id(), measure.kind(), sweep.measureId(measure), ok);
    }

    private static void visit(Plan plan, int shards, BiConsumer<Cell, Measure> visitor) {
        plan.shards(shards).forEach(shard -> shard.forEach(visitor));
    }

    private static List<String> pairs(Plan plan, int shards) {
        return plan.shards(shards).stream()
                .flatMap(shard -> pairs(shard).stream())
                .collect(Collectors.toList());
    }

    private static List<String> pairs(Shard shard) {
        List<String> pairs = new ArrayList<>();
        shard.forEach((cell, measure) -> pairs.add(cell.id() + measure.kind()));
        return pairs;
    }

    private static Shard copy(Shard shard) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(shard);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Shard) in.readObject();
        }
    }

    private static Sweep sweep(String yaml) {
        return Sweep.of(new SweepSource("small.yaml", yaml, Map.of(), Map.of()));
    }
}
