package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.cli.Cli.Result;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.report.FigureTables;
import icl.jobs.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureCommandTest {
    @TempDir
    private static Path tables;

    private static String folder;

    @TempDir
    private Path target;

    private String out;

    @BeforeAll
    static void makeTable() throws IOException {
        SharedSpark.session();
        FigureTables.of("retrieval-alpha", tables);
        folder = tables.resolve("retrieval-alpha").toString();
    }

    @BeforeEach
    void nameFile() {
        out = target.resolve("figure").toString();
    }

    @Test
    void aFigureIsWrittenWhole() throws IOException {
        Result svg = figure("--out", out);
        assertThat(svg.code()).isZero();
        assertThat(svg.out()).isEqualTo(out + System.lineSeparator());
        assertThat(Path.of(out)).content().startsWith("<svg ").endsWith("</svg>\n");
        assertThat(figure("--out", out, "--format", "csv").code()).isZero();
        assertThat(Path.of(out)).content().startsWith("panel,series,alpha,");
        assertThat(names(target)).containsExactly("figure");
    }

    @Test
    void listSaysWhichFiguresThereAre() {
        Result list = icl("figure", "--list");
        assertThat(list.code()).isZero();
        assertThat(list.out())
                .contains("iid-length  ", "(sweeps/map.yaml)")
                .hasLineCount(Figures.names().size());
    }

    @Test
    void whereChoosesWhatIsDrawn() throws IOException {
        Result some = figure("--out", out, "--format=csv", "--where", "length = 4");
        assertThat(some.code()).isZero();
        assertThat(Path.of(out)).content().contains(",4,").doesNotContain("all,16,");
        assertThat(figure("--out", out, "--format=json", "--where", "length = 4")
                        .code())
                .isZero();
        assertThat(Path.of(out)).content().contains("Results where length = 4. Sweep small");
        refused(figure("--out", out, "--where", "lenght = 4"), "lenght");
        refused(figure("--out", out, "--where", "true) OR (SELECT 1"), "Invalid SQL");
    }

    @Test
    void badInputIsOneLineAndLeavesNothing() throws IOException {
        refused(icl("figure"), "icl figure --list");
        refused(
                icl("figure", "iid-lenght", folder),
                "Unknown figure: 'iid-lenght' (did you mean 'iid-length'? known: ");
        refused(icl("figure", "map"), "Missing results folder");
        refused(icl("figure", "map", target.resolve("no").toString()), "its sweep is sweeps/map.yaml");
        refused(icl("figure", "all", target.toString(), "--out", out), "No results in");
        refused(figure("--format", "gif"), "--format");
        refused(figure("--size", "poster"), "--size");
        refused(figure("--out", target.resolve("no/figure").toString()), "its folder does not exist");
        refused(figure("--out", target.toString()), "it is a folder");
        refused(figure("--out", target.resolve("x".repeat(300)).toString()), "File name too long");
        refused(icl("figure", "drift", folder, "--out", out), "icl sweep sweeps/drift.yaml makes them");
        refused(icl("figure", "map", folder, "--out", out), "icl sweep sweeps/map.yaml makes them"); // has no two ranks
        assertThat(names(target)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws IOException {
        for (String each : Figures.names()) {
            ResultTable table = TableFixture.at(
                    tables.resolve("all").resolve(Figures.named(each).sweep()));
            if (table.owner().isEmpty()) {
                TableFixture.publish(table, "small");
            }
        }
        String below =
                Files.writeString(target.resolve("file"), "").resolve("figures").toString();
        refused(
                icl("figure", "all", tables.resolve("all").toString(), "--out", below),
                "Cannot write figures to " + below);
        assertThat(names(target)).containsExactly("file");
    }

    @Test
    void anEmptyTableHasNoFigure() throws IOException {
        ResultTable empty = TableFixture.at(target.resolve("empty"));
        TableFixture.publish(empty, "empty");
        refused(icl("figure", "map", empty.name(), "--out", out), "Cannot draw figure map: no results for it");
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void aTableOfAnotherVersionIsRefused() throws IOException {
        Path marker = target.resolve("old/_icl.json");
        TableFixture.publish(TableFixture.at(marker.getParent()), "small");
        Files.writeString(marker, "{\"format\":3,\"sweep\":\"small\"}");
        for (String command : List.of("figure map %s", "status %s", "query %s @gap", "watch %s")) {
            refused(icl(command.formatted(marker.getParent()).split(" ")), "it has table format 3, this build knows 2");
        }
        assertThat(names(target)).containsExactly("old");
    }

    @Test
    void twoResultsForOnePlaceAreRefused() throws IOException {
        ResultTable twice = FigureTables.ofTwoDims(target);
        refused(icl("figure", "retrieval-alpha", twice.name(), "--out", out), "Cannot draw two results at one place");
        Result one = icl("figure", "retrieval-alpha", twice.name(), "--out", out, "--format=csv", "--where=dim = 5");
        assertThat(one.code()).isZero();
    }

    private static Result figure(String... options) {
        return icl(Stream.concat(Stream.of("figure", "retrieval-alpha", folder), Stream.of(options))
                .toArray(String[]::new));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void refused(Result result, String words) {
        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.err()).startsWith("icl: ").contains(words).hasLineCount(1);
    }
}
