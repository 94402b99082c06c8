package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sweep files that come with the project. */
class NamedSweepsTest {
    private static final Path FOLDER = Path.of("..", "sweeps");

    @ParameterizedTest
    @CsvSource({
        "quickstart, 360, 480",
        "rank-correlation, 1100, 2500",
        "iid-length, 72, 288",
        "retrieval-length, 140, 560",
        "aligned-length, 140, 560",
        "low-rank, 540, 2064",
        "lora-shift, 216, 756",
        "subspace-angle, 99, 297",
        "subspace-lora, 84, 252",
        "task-prompts, 120, 360",
        "task-diversity, 402, 804",
        "drift, 184, 552",
        "sequence, 60, 180",
        "feature-law, 48, 132",
        "landscape, 12, 36",
        "retrieval-alpha, 63, 189",
        "aligned-alpha, 63, 189",
        "map, 1320, 1320",
        "filters, 9, 18",
        "sixty, 20, 40"
    })
    void aSweepHasItsCells(String name, int cells, int pairs) {
        Plan plan = plan(name);
        assertThat(plan.sweep().name()).isEqualTo(name);
        assertThat(plan.cells()).isEqualTo(cells);
        assertThat(plan.todo()).isEqualTo(pairs);
    }

    @Test
    void millionHasAMillionDifferentExactCells() {
        Plan plan = plan("million");
        assertThat(plan.points()).isEqualTo(1_000_000);
        assertThat(plan.cells()).isEqualTo(1_000_000);
        assertThat(plan.measures()).singleElement().satisfies(measure -> {
            assertThat(measure.measure()).isEqualTo(new ExactMeasure());
            assertThat(measure.todo()).isEqualTo(1_000_000);
        });
    }

    @Test
    void everyFileIsNamedAsItsSweepAndTestedHere() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(
                            "quickstart.yaml",
                            "rank-correlation.yaml",
                            "iid-length.yaml",
                            "retrieval-length.yaml",
                            "aligned-length.yaml",
                            "low-rank.yaml",
                            "lora-shift.yaml",
                            "subspace-angle.yaml",
                            "subspace-lora.yaml",
                            "task-prompts.yaml",
                            "task-diversity.yaml",
                            "drift.yaml",
                            "sequence.yaml",
                            "feature-law.yaml",
                            "landscape.yaml",
                            "retrieval-alpha.yaml",
                            "aligned-alpha.yaml",
                            "map.yaml",
                            "filters.yaml",
                            "million.yaml",
                            "sixty.yaml");
        }
    }

    @ParameterizedTest
    @CsvSource({"quickstart", "low-rank", "retrieval-length", "aligned-length"})
    void everyCellHasAnExactRisk(String name) {
        plan(name)
                .shards(1)
                .forEach(shard -> shard.forEach((cell, measure) -> {
                    if (!measure.usesChance()) {
                        assertThat(measure.estimate(cell, 0).risk()).isPositive();
                    }
                }));
    }

    private static Plan plan(String name) {
        return Plan.of(SweepFile.load(FOLDER.resolve(name + ".yaml"), Map.of()), DoneKeys.none());
    }
}
