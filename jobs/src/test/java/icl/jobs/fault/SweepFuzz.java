package icl.jobs.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Sweep files that nobody should write; each is made from its number alone. */
final class SweepFuzz {
    private static final String HEAD = "name: x\nmeasures: {exact: {}}\ngrid: ";

    private static final List<String> PIECES = List.of(
            "[",
            "]",
            "{",
            "}",
            ":",
            ": ",
            "- ",
            ",",
            "\n",
            "\n  ",
            "\t",
            "\r",
            "'",
            "\"",
            "#",
            "&a ",
            "*a ",
            "!!str ",
            "!!binary ",
            "!<x> ",
            "%YAML 1.1\n",
            "---\n",
            "...\n",
            "? ",
            "| ",
            "> ",
            "|9\n",
            ">-\n",
            "null",
            "~",
            ".nan",
            ".inf",
            "1e400",
            "1e-400",
            "1e308",
            "9223372036854775807",
            "99999999999999999999",
            "2147483648",
            "-1",
            "-0.0",
            "0x10",
            "1_000",
            "0o7",
            "[[1, 2]]",
            "{from: 0, to: 1, step: 1e-9}",
            "{from: 0, to: 1e9, step: 1}",
            "{from: 1e-300, to: 1e300, step: 1e-300}",
            "{log: [1e-300, 1e300], points: 99999}",
            "{log: [1, 2], points: 1e9}",
            "zip: ",
            "union: ",
            "table: cells.csv",
            "table: ../cells.csv",
            "base: ",
            "kind: ",
            "where: ",
            "not ",
            "and ",
            "(",
            ")",
            "((((((((",
            "= ",
            "not not not ",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "\u0085",
            "\u202E",
            "\uD83D\uDE00",
            "\uD800",
            "\u0301",
            "\uFF0E",
            "<<: ",
            "true",
            "[[[[[[[[",
            "{{{{{{{{",
            "matrix",
            "weights: ",
            "dim: 2147483647",
            "length: 2147483647",
            "rank: 0",
            "\\x00",
            "\\u0000",
            "\"\\U0010FFFF\"");

    /** Values that an axis can have, some of them; {@link #VALUES} are those of the others. */
    private static final Map<String, List<String>> AXES = axes();

    private static Map<String, List<String>> axes() {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        axes.put("design", List.of("retrieval", "[iid, retrieval]", "[retrieval, aligned]", "aligned"));
        axes.put("dim", List.of("5", "[2, 3]", "{from: 1, to: 9, step: 2}"));
        axes.put("length", List.of("10", "[1, 40]", "{log: [10, 1000], points: 5}", "0"));
        axes.put("noise_variance", List.of("1", "0", "{from: 0, to: 1, step: 0.1}", "1e-300", "1e300"));
        axes.put("alpha", List.of("0", "[0, 0.5, 1]", "0.3"));
        axes.put("feature_covariance", List.of("identity", "{power_law: 1}", "[identity, {geometric: 0.9}]"));
        axes.put("task_covariance", List.of("identity", "{exchangeable: 0.5}", "{spiked: {count: 2, ratio: 10}}"));
        axes.put(
                "task_correlation",
                List.of("linear_drift", "{ar1: 0.9}", "{change_point: {after: 5, correlation: 0}}"));
        axes.put("architecture", List.of("attention", "[attention, h3]", "h3_channels", "lora"));
        axes.put("rank", List.of("null", "[0, 1]", "2"));
        axes.put("weights", List.of("[[1, 1], [2, 1]]"));
        axes.put("preconditioner", List.of("[[[1, 0.5], [0.5, 1]]]"));
        axes.put("base", List.of("{kind: iid, feature_covariance: identity}", "{kind: retrieval, alpha: 0.5}"));
        axes.put("loss", List.of("query", "positions"));
        return axes;
    }

    private static final Set<String> NEEDED = Set.of("design", "dim", "length", "noise_variance", "alpha");

    private static final Set<String> COMMON = Set.of("feature_covariance", "task_covariance", "rank", "loss");

    private static final List<String> VALUES = List.of(
            "iid",
            "retrieval",
            "aligned",
            "drift",
            "attention",
            "h3",
            "h3_channels",
            "weighted",
            "given",
            "lora",
            "query",
            "positions",
            "identity",
            "null",
            "0",
            "1",
            "2",
            "5",
            "20",
            "0.5",
            "1e-300",
            "1e300",
            "-1",
            "2147483647",
            "[1, 2, 3]",
            "[0.9, 0.5, 0.1]",
            "[[1, 1], [2, 1]]",
            "[[[1, 0.5], [0.5, 1]]]",
            "linear_drift",
            "{power_law: 1}",
            "{power_law: 1e300}",
            "{geometric: 0.9}",
            "{exchangeable: 0.5}",
            "{spiked: {count: 2, ratio: 10}}",
            "{spiked: {count: 2147483647, ratio: 1e-300}}",
            "{diagonal: [1, 2]}",
            "{matrix: [[1, 0.5], [0.5, 1]]}",
            "{ar1: 0.9}",
            "{change_point: {after: 5, correlation: 0}}",
            "{random_walk: {initial: 1, step: 0.1}}",
            "{kind: iid, feature_covariance: identity}",
            "{kind: retrieval, alpha: 0.5, length: 20}",
            "{from: 1, to: 9, step: 2}",
            "{from: 0, to: 1, step: 0.1}",
            "{log: [10, 1000], points: 5}",
            "{log: [1, 1e9], points: 40}");

    private static final List<String> MEASURES = List.of(
            "exact: {}",
            "paper: {}",
            "monte_carlo: {}",
            "monte_carlo: {relative_error: 0.002, max_prompts: 1e9}",
            "trained: {steps: 1000, batch: 256, restarts: 3}",
            "trained: {}",
            "population: {}",
            "exact: null",
            "trained: {steps: 1e18}",
            "exakt: {}");

    private static final List<String> CONDITIONS = List.of(
            "design != 'iid' or alpha = 0",
            "rank <= dim",
            "not (dim = 2 and alpha > 0)",
            "rank in (1, 2, null)",
            "dim / 0 = 1",
            "dim * 1e300 * 1e300 > 0",
            "alpha = 'x",
            "1 = 1",
            "length not in (",
            "feature_covariance = 'power_law'");

    private final List<String> named;

    SweepFuzz(Path sweeps) throws IOException {
        try (Stream<Path> files = Files.list(sweeps)) {
            named = files.sorted().map(SweepFuzz::text).toList();
        }
    }

    byte[] file(int number) {
        SplittableRandom random = new SplittableRandom(number);
        String text = switch (random.nextInt(8)) {
            case 0, 1 -> pieces(pick(named, random), random);
            case 2, 3 -> grammar(random);
            case 4, 5 -> pieces(grammar(random), random);
            default -> hostile(random);
        };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(8) == 0 ? flipped(bytes, random) : bytes;
    }

    /** Rows for {@code table: cells.csv}. */
    byte[] cells(int number) {
        SplittableRandom random = new SplittableRandom(~(long) number);
        StringBuilder rows = new StringBuilder("dim,alpha,feature_covariance\n");
        for (int i = random.nextInt(6); i > 0; i--) {
            rows.append(pick(VALUES, random))
                    .append(',')
                    .append(pick(VALUES, random))
                    .append(",\"")
                    .append(pick(VALUES, random))
                    .append("\"\n");
        }
        String text = random.nextBoolean() ? rows.toString() : pieces(rows.toString(), random);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String pieces(String yaml, SplittableRandom random) {
        StringBuilder text = new StringBuilder(yaml);
        for (int i = random.nextInt(1, 6); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            int length = Math.min(random.nextInt(16), text.length() - at);
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, at + length);
                case 1 -> text.insert(at, pick(PIECES, random));
                case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, at + length));
                default -> text.replace(at, at + length, pick(PIECES, random));
            }
        }
        return text.toString();
    }

    private static byte[] flipped(byte[] bytes, SplittableRandom random) {
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static String grammar(SplittableRandom random) {
        StringBuilder yaml =
                new StringBuilder("name: x\nseed: ").append(random.nextLong()).append("\ngrid:\n");
        grid("  ", 0, yaml, random);
        if (random.nextInt(8) == 0) {
            yaml.append("where: \"").append(pick(CONDITIONS, random)).append("\"\n");
        }
        yaml.append("measures:\n");
        for (int i = random.nextInt(4) / 2; i >= 0; i--) {
            yaml.append("  ")
                    .append(random.nextInt(4) > 0 ? MEASURES.get(i) : pick(MEASURES, random))
                    .append('\n');
        }
        return yaml.toString();
    }

    private static void grid(String indent, int depth, StringBuilder yaml, SplittableRandom random) {
        boolean odd = random.nextInt(3) == 0;
        AXES.forEach((axis, usual) -> {
            boolean needed = depth == 0 && NEEDED.contains(axis);
            if (needed ? random.nextInt(40) > 0 : random.nextInt(COMMON.contains(axis) && depth == 0 ? 4 : 40) == 0) {
                String value = odd && random.nextInt(4) == 0 ? values(random) : pick(usual, random);
                yaml.append(indent).append(axis).append(": ").append(value).append('\n');
            }
        });
        if (depth < 4 && random.nextInt(4) == 0) {
            yaml.append(indent).append(random.nextBoolean() ? "zip:\n" : "union:\n");
            for (int i = random.nextInt(2, 4); i > 0; i--) {
                String axis = pick(List.of("feature_covariance", "loss", "task_covariance"), random);
                yaml.append(indent)
                        .append("  - ")
                        .append(axis)
                        .append(": ")
                        .append(pick(AXES.get(axis), random))
                        .append('\n');
                grid(indent + "    ", depth + 1, yaml, random);
            }
        }
        if (random.nextInt(30) == 0) {
            yaml.append(indent).append("table: cells.csv\n");
        }
    }

    private static String values(SplittableRandom random) {
        if (random.nextBoolean()) {
            return pick(VALUES, random);
        }
        StringBuilder list = new StringBuilder("[").append(pick(VALUES, random));
        for (int i = random.nextInt(4); i > 0; i--) {
            list.append(", ").append(pick(VALUES, random));
        }
        return list.append(']').toString();
    }

    /** Too deep, too long, too many; one in a thousand as large as a file can be. */
    private static String hostile(SplittableRandom random) {
        int many = (int) Math.pow(10, random.nextDouble() * (random.nextInt(1000) == 0 ? 6.4 : 3.5));
        return switch (random.nextInt(16)) {
            case 0 -> HEAD + "[".repeat(many);
            case 1 -> HEAD + "{dim: [" + "[".repeat(many / 2) + "]".repeat(many / 2) + "]}";
            case 2 -> HEAD + "{a: ".repeat(many / 4) + "1" + "}".repeat(many / 4);
            case 3 -> HEAD + "\n" + "- ".repeat(many / 2) + "x";
            case 4 -> HEAD + "{design: " + "x".repeat(many) + "}";
            case 5 -> HEAD + "{dim: " + "9".repeat(many) + "}";
            case 6 -> HEAD + "{dim: [" + "1, ".repeat(many / 3) + "1]}";
            case 7 -> HEAD + "{design: iid, dim: 2, length: 2, noise_variance: [" + "1, ".repeat(many / 3) + "1]}";
            case 8 -> laughs(Math.min(many, 1000));
            case 9 -> HEAD + keys(many / 8);
            case 10 -> HEAD + "{design: iid}\nwhere: \"" + "(".repeat(many) + "\"";
            case 11 -> HEAD + "{design: iid, dim: 2}\nwhere: \"" + "not ".repeat(many / 4) + "dim = 2\"";
            case 12 -> HEAD + "{design: iid, dim: 2}\nwhere: \"dim = 2" + " and dim = 2".repeat(many / 12) + "\"";
            case 13 -> ranges(many / 40, random);
            case 14 -> "#".repeat(many) + "\n" + "\u0000\uFFFE \t".repeat(many / 4);
            default -> noise(many, random);
        };
    }

    private static String laughs(int levels) {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < levels; i++) {
            yaml.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        return yaml.toString();
    }

    private static String keys(int many) {
        StringBuilder yaml = new StringBuilder("{");
        for (int i = 0; i < many; i++) {
            yaml.append('k').append(i).append(": 1, ");
        }
        return yaml.append("k0: 1}").toString();
    }

    /** Ranges of many values, many times. */
    private static String ranges(int many, SplittableRandom random) {
        long to = (long) Math.pow(10, random.nextDouble() * 6.1);
        String range = random.nextBoolean()
                ? "{from: 1, to: " + to + ", step: 1}"
                : "{log: [1e-9, 1e9], points: " + (to + 1) + "}";
        return HEAD + "\n  design: iid\n  dim: 2\n  length: 2\n  noise_variance: [" + (range + ", ").repeat(many)
                + range + "]";
    }

    private static String noise(int many, SplittableRandom random) {
        StringBuilder text = new StringBuilder(many);
        for (int i = 0; i < many; i++) {
            text.appendCodePoint(random.nextInt(4) == 0 ? random.nextInt(0x110000) : random.nextInt(128));
        }
        return text.toString();
    }

    private static <T> T pick(List<T> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
