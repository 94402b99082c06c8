package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.SharedSpark;
import icl.jobs.cli.Cli.Result;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.report.PageTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    private Path target;

    @BeforeAll
    static void startSpark() {
        SharedSpark.session();
    }

    @Test
    void aPageIsWrittenWhole() throws IOException {
        String folder = PageTables.hostile(target).name();
        String out = target.resolve("page.html").toString();
        Result report = icl("report", folder, "--out", out);
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(report.out()).isEqualTo(out + System.lineSeparator());
        assertThat(Path.of(out)).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        assertThat(names(target)).containsExactly("hostile", "page.html");
    }

    @Test
    void theFileIsCalledLikeTheFolder() {
        assertThat(ReportCommand.fileName("results/quickstart/", "sweep")).isEqualTo("quickstart.html");
        assertThat(ReportCommand.fileName("s3a://bucket/some/table", "sweep")).isEqualTo("table.html");
        assertThat(ReportCommand.fileName(".", "sweep")).isEqualTo("sweep.html");
        assertThat(ReportCommand.fileName("/", "sweep")).isEqualTo("sweep.html");
    }

    @Test
    void badInputIsOneLineAndLeavesNothing() throws IOException {
        String out = target.resolve("page.html").toString();
        refused(icl("report"), "DIR");
        refused(icl("report", target.resolve("no").toString(), "--out", out), "No results in");
        ResultTable empty = TableFixture.at(target.resolve("empty"));
        TableFixture.publish(empty, "empty");
        refused(icl("report", empty.name(), "--out", out), "Cannot write report: no results in");
        refused(
                icl(
                        "report",
                        empty.name(),
                        "--out",
                        target.resolve("no/page.html").toString()),
                "its folder does not exist");
        refused(
                icl("report", empty.name(), "--out", target.toString()),
                "Cannot write report " + target + ": it is a folder");
        refused(
                icl(
                        "report",
                        PageTables.hostile(target).name(),
                        "--out",
                        target.resolve("x".repeat(300)).toString()),
                "File name too long");
        String hostile = target.resolve("hostile").toString();
        refused(icl("report", hostile, hostile, "--out", target.toString()), "two of the folders have this name");
        assertThat(names(target)).containsExactly("empty", "hostile");
    }

    @Test
    void aTableOfAnotherVersionIsRefused() throws IOException {
        ResultTable table = TableFixture.at(target.resolve("old"));
        TableFixture.publish(table, "small");
        Files.writeString(target.resolve("old/_icl.json"), "{\"format\":1,\"sweep\":\"small\"}");
        Result report =
                icl("report", table.name(), "--out", target.resolve("page.html").toString());
        refused(report, "it has table format 1, this build knows 2");
        assertThat(names(target)).containsExactly("old");
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
