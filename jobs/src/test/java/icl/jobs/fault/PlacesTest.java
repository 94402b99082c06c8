package icl.jobs.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.PublishedKeys;
import icl.jobs.schema.Table;
import icl.jobs.sweep.Sweep;
import icl.jobs.sweep.SweepFile;
import icl.jobs.sweep.SweepSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of sweeps, of files of cells, and of results folders lead where they should, or are refused. */
class PlacesTest {
    private static final String SECRET = "4242";

    /** What leads out of a folder, means something to a shell, a file system or an address, or looks like something else. */
    private static final List<String> PIECES = List.of(
            "/",
            "\\",
            "..",
            "../",
            "..\\",
            ".",
            ":",
            "%2e%2e%2f",
            "%00",
            "\u0000",
            "\n",
            "\r",
            "\t",
            " ",
            "\u0007",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00ad",
            "\u200b",
            "\u202e",
            "\u2028",
            "\u2066",
            "\u2215",
            "\u2024",
            "\u3002",
            "\ufeff",
            "\uff0e",
            "\uff0f",
            "\uff3c",
            "\uff41",
            "\u0430",
            "e\u0301",
            "\u00e9",
            "\uD83D\uDE00",
            "~",
            "$HOME",
            "`id`",
            "$(id)",
            "*",
            "?",
            "[a]",
            "{a,b}",
            "'",
            "\"",
            "|",
            "&",
            ";",
            "<",
            ">",
            "!",
            "#",
            "=",
            "@",
            "+",
            ",");

    static Stream<String> badNames() {
        List<String> names = new ArrayList<>();
        for (String piece : PIECES) {
            names.addAll(List.of(piece, "a" + piece, piece + "a", "a" + piece + "b"));
        }
        for (String reserved :
                List.of("CON", "con", "Con", "PRN", "AUX", "NUL", "nul", "COM1", "com9", "LPT1", "lpt9")) {
            names.add(reserved);
        }
        names.addAll(List.of(
                "",
                "-",
                "_",
                "-a",
                "_a",
                "_staging",
                "_icl",
                "--help",
                "../../etc/passwd",
                "/etc/passwd",
                "C:\\x",
                "C:",
                "\\\\server\\share",
                "file:///etc/passwd",
                "hdfs://host/x",
                "http://127.0.0.1/",
                "jar:file:/x.jar!/y",
                "a".repeat(81),
                "a".repeat(100_000),
                "a/../../b",
                "results/../..",
                "null",
                "true",
                "1",
                "1e3",
                ".nan"));
        return names.stream().distinct();
    }

    @ParameterizedTest
    @MethodSource("badNames")
    void aSweepCannotHaveThisName(String name) {
        boolean bare = List.of("null", "true", "1", "1e3", ".nan").contains(name);
        String yaml = "name: " + (bare ? name : quoted(name))
                + "\ngrid: {design: iid, dim: 1, length: 1, noise_variance: 1}" + "\nmeasures: {exact: {}}\n";
        assertThatThrownBy(() -> Sweep.of(SweepSource.of("x.yaml", yaml)))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("x.yaml:1: ")
                .hasMessageNotContainingAny("\n", "\u001b", "\u202e")
                .extracting(e -> e.getMessage().length())
                .satisfies(length -> assertThat(length).isLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "A", "0", "rank-correlation", "a_b", "a--b", "2024-07-13", "console", "nul1", "com", "com10"
            })
    void aSweepCanHaveThisName(String name) {
        String yaml = "name: \"" + name
                + "\"\ngrid: {design: iid, dim: 1, length: 1, noise_variance: 1}\nmeasures: {exact: {}}\n";
        Path results = Path.of("results");
        assertThat(results.resolve(Sweep.of(SweepSource.of("x.yaml", yaml)).name())
                        .normalize()
                        .getParent())
                .isEqualTo(results);
    }

    /** In double quotes of YAML, everything but letters and digits escaped. */
    private static String quoted(String name) {
        StringBuilder text = new StringBuilder("\"");
        name.codePoints().forEach(c -> {
            if (c < 128 && Character.isLetterOrDigit(c)) {
                text.appendCodePoint(c);
            } else {
                text.append(String.format("\\U%08x", c));
            }
        });
        return text.append('"').toString();
    }

    /** Holds a table of one row. */
    @TempDir
    private static Path published;

    @TempDir
    private Path folder;

    private Path sweeps;

    @BeforeAll
    static void publish() throws IOException {
        TableFixture.publish(TableFixture.at(published.resolve("table")), "a", TableFixture.ok(3, 0.5));
    }

    @BeforeEach
    void makeFolders() throws IOException {
        sweeps = Files.createDirectories(folder.resolve("sweeps"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(sweeps.resolve("sub"));
        Files.createDirectories(folder.resolve("sweeps2"));
        write(sweeps.resolve("cells.csv"), "1");
        write(sweeps.resolve("sub/cells.csv"), "2");
        write(sweeps.resolve("a [b] {c}.csv"), "3");
        for (Path secret : List.of(
                outside.resolve("cells.csv"), folder.resolve("cells.csv"), folder.resolve("sweeps2/cells.csv"))) {
            write(secret, SECRET);
        }
        link(sweeps.resolve("inner.csv"), sweeps.resolve("cells.csv"));
        link(sweeps.resolve("relative.csv"), Path.of("sub/cells.csv"));
        link(sweeps.resolve("outer.csv"), outside.resolve("cells.csv"));
        link(sweeps.resolve("climbing.csv"), Path.of("../outside/cells.csv"));
        link(sweeps.resolve("folder"), outside);
        link(sweeps.resolve("up"), Path.of(".."));
        link(sweeps.resolve("twice.csv"), sweeps.resolve("outer.csv"));
        link(sweeps.resolve("loop.csv"), sweeps.resolve("loop.csv"));
        link(sweeps.resolve("nowhere.csv"), folder.resolve("nowhere"));
        link(sweeps.resolve("passwd"), Path.of("/etc/passwd"));
        link(sweeps.resolve("zero"), Path.of("/dev/zero"));
    }

    private static void write(Path file, String dim) throws IOException {
        Files.writeString(file, "dim\n" + dim + "\n");
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createSymbolicLink(link, target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cells.csv",
                "./cells.csv",
                "sub/cells.csv",
                "sub/../cells.csv",
                "cells.csv/",
                "cells.csv/.",
                "inner.csv",
                "relative.csv",
                "a [b] {c}.csv"
            })
    void aTableBesideTheSweepIsRead(String name) throws IOException {
        Map<String, String> tables =
                SweepFile.load(sweep(name), Map.of()).source().tables();
        assertThat(tables).containsOnlyKeys(name);
        assertThat(tables.get(name)).matches("dim\n[123]\n");
    }

    static Stream<String> badTables() {
        List<String> names = new ArrayList<>(List.of(
                "",
                ".",
                "..",
                "/",
                "sub",
                "folder",
                "up",
                "../cells.csv",
                "../outside/cells.csv",
                "../sweeps2/cells.csv",
                "./../cells.csv",
                "sub/../../cells.csv",
                "sub/../../outside/cells.csv",
                "../sweeps/../cells.csv",
                "nothing/../../cells.csv",
                "outer.csv",
                "climbing.csv",
                "twice.csv",
                "folder/cells.csv",
                "up/cells.csv",
                "up/outside/cells.csv",
                "sub/../folder/cells.csv",
                "loop.csv",
                "nowhere.csv",
                "passwd",
                "zero",
                "/etc/passwd",
                "//etc/passwd",
                "/dev/zero",
                "/dev/stdin",
                "/proc/self/environ",
                "file:///etc/passwd",
                "file:/etc/passwd",
                "file:cells.csv",
                "http://127.0.0.1/cells.csv",
                "hdfs://host/cells.csv",
                "jar:file:/x.jar!/cells.csv",
                "C:\\cells.csv",
                "\\\\server\\cells.csv",
                "..\\cells.csv",
                "%2e%2e/cells.csv",
                "..%2fcells.csv",
                "\uff0e\uff0e/cells.csv",
                "..\u2215cells.csv",
                "\u202e/cells.csv",
                "cells.csv\u0000",
                "cells.csv\u0000.txt",
                "cells.csv\n",
                "cells.csv ",
                "~/cells.csv",
                "$HOME/cells.csv",
                "*.csv",
                "cells.?sv",
                "[c]ells.csv",
                "{cells,x}.csv",
                "CELLS.CSV.",
                "a".repeat(300),
                "a/".repeat(3000) + "b",
                "\u001b[31m"));
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("badTables")
    void aTableElsewhereIsRefused(String name) throws IOException {
        Path file = sweep(name);
        assertThatThrownBy(() -> SweepFile.load(file, Map.of()))
                .isInstanceOf(Invalid.class)
                .hasMessageNotContainingAny("\n", "\u001b", "\u202e", SECRET, "root:");
    }

    private Path sweep(String table) throws IOException {
        return Files.writeString(
                sweeps.resolve("x.yaml"),
                "name: x\ngrid: {design: iid, length: 1, noise_variance: 1, table: " + quoted(table)
                        + "}\nmeasures: {exact: {}}\n");
    }

    static Stream<String> folders() {
        return Stream.of(
                "a",
                "[a]",
                "[!a]",
                "{a,b}",
                "*",
                "?",
                "a*",
                "**",
                "[",
                "{",
                "\\a",
                "a\\",
                "a b",
                " a",
                "a ",
                "'",
                "\"",
                "`id`",
                "$(id)",
                "$HOME",
                "~",
                "-rf",
                "--out",
                "#",
                "%20",
                "%2e%2e",
                "a;b",
                "a&b",
                "a|b",
                "a=b",
                "batch=1",
                "a+b",
                "a,b",
                "\u00e9",
                Normalizer.normalize("\u00e9", Normalizer.Form.NFD),
                "\u6f22\u5b57",
                "\uD83D\uDE00",
                "\u202ea",
                "\uff0e\uff0e",
                "CON",
                "...",
                "a".repeat(200),
                "b/../c",
                "./d",
                "e/f/g/h");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void aResultsFolderIsTheOneThatWasNamed(String name) throws IOException {
        Path place = folder.resolve("out");
        Files.createDirectory(place);
        Folders.copy(published.resolve("table"), place.resolve("a"));
        Folders.copy(published.resolve("table"), place.resolve("b"));
        ResultTable table = ResultTable.at(place + "/" + name, new Configuration());
        TableFixture.publish(table, "a", TableFixture.ok(4, 0.5));
        assertThat(PublishedKeys.of(table).size()).isEqualTo(name.equals("a") ? 2 : 1);
        assertThat(place.resolve(name).normalize().resolve("_icl.json")).isRegularFile();
        assertThat(TableFixture.tree(place.resolve("b"))).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://127.0.0.1:1/x",
                "https://127.0.0.1:1/x",
                "jar:file:/x.jar!/y",
                "nosuch://host/x",
                "a:b",
                "C:\\x",
                "mailto:me@example.org",
                "file://host/x",
                "://x",
                "s3a://user:hunter2@bucket/x",
                "\u0000",
                "a\u0000b"
            })
    void aResultsFolderThatCannotBeIsRefusedInOneLine(String name) {
        assertThatThrownBy(() -> ResultTable.at(name, new Configuration()).owner())
                .isInstanceOf(Invalid.class)
                .hasMessageNotContainingAny("\n", "\u0000", "hunter2");
    }

    @Test
    void aLinkToAResultsFolderIsFollowed() throws IOException {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        link(folder.resolve("results"), disk);
        ResultTable table = TableFixture.at(folder.resolve("results").resolve("x"));
        TableFixture.publish(table, "x", TableFixture.ok(3, 0.5));
        assertThat(disk.resolve("x").resolve("_icl.json")).isRegularFile();
        assertThat(PublishedKeys.of(table).size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"results", "sweeps", "_staging", "_icl.json", "curves", "notes"})
    void aLinkInAResultsFolderIsRefused(String name) throws IOException {
        Path place = folder.resolve("out");
        TableFixture.publish(TableFixture.at(place), "x", TableFixture.ok(3, 0.5));
        moveAwayAndLink(place.resolve(name));
        List<String> before = TableFixture.tree(folder.resolve("away"));
        assertThatThrownBy(() -> TableFixture.publish(TableFixture.at(place), "x", TableFixture.ok(4, 0.5)))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining(name + ": it is a link (must be a file or folder of its own)");
        assertThat(TableFixture.tree(folder.resolve("away"))).isEqualTo(before);
    }

    @Test
    void aLinkForABatchOrAFileIsRefused() throws IOException {
        Path place = folder.resolve("out");
        ResultTable table = TableFixture.at(place);
        TableFixture.publish(table, "x", TableFixture.ok(3, 0.5));
        Path file = table.files(Table.RESULTS).stream()
                .map(p -> Path.of(p.toUri()))
                .findFirst()
                .orElseThrow();
        moveAwayAndLink(file);
        assertThatThrownBy(() -> PublishedKeys.of(table))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("it is a link");
        Files.delete(file);
        Files.move(folder.resolve("away"), file);
        assertThat(PublishedKeys.of(table).size()).isEqualTo(1);
        moveAwayAndLink(file.getParent());
        assertThatThrownBy(() -> PublishedKeys.of(table))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("it is a link");
    }

    private void moveAwayAndLink(Path place) throws IOException {
        Path away = folder.resolve("away");
        if (Files.exists(place)) {
            Files.move(place, away);
        } else {
            Files.createDirectories(away);
        }
        link(place, away);
    }

    @Test
    void thePromiseIsKept() {
        assertThat(Stream.of(badNames(), badTables(), folders())
                        .flatMap(names -> names)
                        .count())
                .isGreaterThan(300);
    }
}
