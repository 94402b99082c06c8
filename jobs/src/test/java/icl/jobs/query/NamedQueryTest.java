package icl.jobs.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.SharedSpark;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.frame.Frame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedQueryTest {
    @TempDir
    static Path folder;

    private static ResultTable table;

    @BeforeAll
    static void publish() throws Exception {
        table = TableFixture.at(folder.resolve("table"));
        TableFixture.publish(
                table,
                "small",
                TableFixture.ok(3, 0.5),
                TableFixture.ok(4, 0.25),
                TableFixture.paper(3, 0.25),
                TableFixture.paper(4, 0.5),
                TableFixture.trained(4, 0.75, 0.125),
                TableFixture.failed(5, "no form"),
                TableFixture.failed(6, "no form"),
                TableFixture.failed(7, "too large"));
    }

    private static Frame answer(String text) {
        return Query.of(NamedQuery.sql(text)).run(SharedSpark.session(), table, 100);
    }

    private static List<Object> column(Frame frame, String name) {
        int at = frame.names().indexOf(name);
        List<Object> values = new ArrayList<>();
        frame.rows().forEach(row -> values.add(row.get(at)));
        return values;
    }

    @Test
    void gapSumsUpByDesign() {
        Frame gap = answer("@gap");
        assertThat(gap.rows())
                .containsExactly(
                        Arrays.asList("retrieval", "attention", "query", 2L, 1.0, 0L, null, null, null, 1L, 2.0, 2.0));
    }

    @Test
    void worstRanksTheCellsOfEachMeasure() {
        Frame worst = answer(" @worst ");
        assertThat(column(worst, "measure")).containsExactly("paper", "paper", "trained");
        assertThat(column(worst, "length")).containsExactly(4, 3, 4);
        assertThat(column(worst, "gap")).containsExactly(1.0, -0.5, 2.0);
    }

    @Test
    void errorsCountsReasons() {
        Frame errors = answer("@errors");
        assertThat(column(errors, "error_kind")).containsOnly("exception");
        assertThat(column(errors, "error")).containsExactly("no form", "too large");
        assertThat(column(errors, "cells")).containsExactly(2L, 1L);
    }

    @Test
    void halfRankHasARowForEachDesign() {
        Frame halves = answer("@half-rank");
        assertThat(column(halves, "length")).containsExactly(3, 4);
        assertThat(column(halves, "half_rank")).containsExactly(1, 1);
        assertThat(column(halves, "gained")).containsExactly(5.5 / 6, 5.75 / 6);
    }

    @Test
    void everyNameHasAFileThatSaysWhatItAnswers() throws Exception {
        Path files = Path.of("src/main/resources/icl/jobs/query/named");
        try (var names = Files.list(files)) {
            assertThat(names.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(NamedQuery.all().stream()
                            .map(query -> query.name() + ".sql")
                            .toList());
        }
        String document = Files.readString(Path.of("../docs/sql.md"));
        assertThat(NamedQuery.all()).allSatisfy(query -> {
            assertThat(query.comment()).hasSizeGreaterThan(1);
            assertThat(query.comment().get(0)).endsWith(".");
            assertThat(document)
                    .contains("`@" + query.name() + "`", query.comment().get(0));
        });
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> NamedQuery.sql("@half_rank"))
                .isInstanceOf(Invalid.class)
                .hasMessage("Unknown query: '@half_rank' (did you mean '@half-rank'? known: @errors, @gap, @half-rank,"
                        + " @worst)");
        assertThatThrownBy(() -> NamedQuery.sql("@../gap")).isInstanceOf(Invalid.class);
        assertThat(NamedQuery.sql("SELECT '@gap'")).isEqualTo("SELECT '@gap'");
    }
}
