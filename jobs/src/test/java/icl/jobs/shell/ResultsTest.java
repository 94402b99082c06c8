package icl.jobs.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.SharedSpark;
import icl.jobs.report.Size;
import icl.jobs.storage.Conflict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    private static final String YAML = """
            name: small
            grid:
              design: retrieval
              dim: 5
              noise_variance: 1
              length: [10, 40]
              alpha: [0, 0.5, 1]
            measures:
              exact: {}
              paper: {}
            """;

    @TempDir
    private Path folder;

    private Results results;

    @BeforeEach
    void open() {
        SharedSpark.session();
        results = Results.in(folder.resolve("results").toString());
    }

    @Test
    void aSweepIsComputedOnceAndAnswersSql() throws IOException {
        assertThat(results.sweep(YAML).ok()).isEqualTo(12);
        Path file = Files.writeString(folder.resolve("small.yaml"), YAML.replace("[0, 0.5, 1]", "[0, 0.5, 0.75, 1]"));
        assertThat(results.sweep(file).rows()).isEqualTo(4);
        assertThat(results.sql("SELECT count(*) FROM results").rows()).containsExactly(List.of(16L));
        assertThat(results.sql("@gap").rows()).hasSize(1);
    }

    @Test
    void anAnswerShowsAsATable() {
        results.sweep(YAML);
        assertThat(results.sql("SELECT DISTINCT design, length FROM gap ORDER BY length"))
                .hasToString("""
                        design     length
                        retrieval      10
                        retrieval      40""");
    }

    @Test
    void aFigureIsAPicture() throws IOException {
        results.sweep(YAML);
        assertThat(results.figure("retrieval-alpha").getWidth()).isEqualTo(2025);
        assertThat(results.figure("retrieval-alpha", Size.COLUMN, "length = 10").getWidth())
                .isEqualTo(975);
    }

    @Test
    void whatCannotBeIsRefused() {
        results.sweep(YAML);
        assertThatThrownBy(() -> results.sweep(YAML.replace("small", "other"))).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> results.sweep("name: small\ngrid: {desing: iid}"))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("sweep:2: ");
        assertThatThrownBy(() -> results.figure("maps")).isInstanceOf(Invalid.class);
    }
}
