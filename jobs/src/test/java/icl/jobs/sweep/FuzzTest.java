package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.check.Invalid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sweep files with slips of the pen, and worse: read, or refused in one line; nothing else, and never slowly. */
class FuzzTest {
    private static final int FILES = 3000;
    private static final long LONGEST_NANOS = 1_000_000_000;

    /** Grids can be large on purpose: their first points must do. */
    private static final int MOST_POINTS = 1000;

    private static final List<String> PIECES = List.of(
            "[",
            "]",
            "{",
            "}",
            ":",
            "- ",
            ",",
            "\n",
            "\n  ",
            "\t",
            "'",
            "\"",
            "#",
            "&a ",
            "*a ",
            "!!str ",
            "%",
            "---\n",
            "? ",
            "| ",
            "> ",
            "null",
            "~",
            ".nan",
            ".inf",
            "-.inf",
            "1e400",
            "1e-400",
            "99999999999999999999",
            "-1",
            "0",
            "0.5",
            "[[1, 2]]",
            "{power_law: 1}",
            "{from: 0, to: 1, step: 1e-9}",
            "{log: [1, 1e300], points: 9}",
            "{from: 1, to: 1e300, step: 1}",
            "zip: ",
            "union: ",
            "table: x.csv",
            "base: ",
            "kind: ",
            "rank",
            "not ",
            "and ",
            "(",
            ")",
            "= ",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "\uD83D\uDE00",
            "\uD800",
            "\u0301",
            "<<: ",
            "true",
            "[[[[[[[[",
            "{{{{{{{{",
            "design: drift",
            "architecture: lora",
            "loss: ",
            "matrix",
            "weights: ");

    @Test
    void everyFileIsReadOrRefusedInOneLineAndSoon() {
        List<String> files = seeds();
        long slowest = 0;
        for (int seed = 0; seed < FILES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String yaml = mutated(files.get(random.nextInt(files.size())), random);
            long start = cpuNanos();
            read(seed, yaml);
            slowest = Math.max(slowest, cpuNanos() - start);
        }
        assertThat(slowest).isLessThan(LONGEST_NANOS);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void read(int seed, String yaml) {
        try {
            Sweep sweep = Sweep.of(new SweepSource("x.yaml", yaml, Map.of("x.csv", yaml), Map.of()));
            visit(sweep);
        } catch (Invalid e) {
            assertThat(e.getMessage()).as("seed %d", seed).doesNotContain("\n").hasSizeLessThan(1000);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ":\n" + yaml, e);
        }
    }

    private static void visit(Sweep sweep) {
        GridCursor cursor = sweep.grid().cursor();
        for (int point = 0; point < Math.min(sweep.grid().size(), MOST_POINTS); point++) {
            if (cursor.move(point)) {
                Cell cell = cursor.cell();
                sweep.measures()
                        .forEach(measure -> assertThat(
                                        measure.covers(cell.question()) ? measure.cost(cell.question()) : 1)
                                .isPositive());
            }
        }
    }

    private static String mutated(String yaml, SplittableRandom random) {
        StringBuilder text = new StringBuilder(yaml);
        for (int i = random.nextInt(1, 5); i > 0; i--) {
            int at = random.nextInt(text.length());
            int length = Math.min(random.nextInt(12), text.length() - at);
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, at + length);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, at + length));
                default -> text.replace(at, at + length, PIECES.get(random.nextInt(PIECES.size())));
            }
            if (text.isEmpty()) {
                text.append(' ');
            }
        }
        return text.toString();
    }

    private static List<String> seeds() {
        try (Stream<Path> files = Files.list(Path.of("..", "sweeps"))) {
            return files.sorted().map(FuzzTest::text).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
