package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.design.Design;
import icl.core.json.CanonicalJson;
import icl.core.kinds.Kinds;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.RecordSchema;
import icl.core.records.Records;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grids against a second, slow implementation: lists of points, multiplied, zipped and put together one by one. */
class GridAlgebraTest {
    private static final int CASES = 200;

    private static final Map<Map<String, String>, String> IDS = new HashMap<>();
    private static final Map<String, List<String>> VALUES = Map.of(
            "design", List.of("iid", "retrieval", "aligned", "drift"),
            "architecture", List.of("attention", "h3"),
            "length", List.of("3", "4", "7", "1e1"),
            "noise_variance", List.of("0", "1", "0.25", "-0.0"),
            "alpha", List.of("0", "0.5", "1"),
            "rank", List.of("0", "1", "2", "null"),
            "loss", List.of("query", "positions"),
            "feature_covariance", List.of("identity", "{power_law: 1}", "{diagonal: [1, 2]}", "{diagonal: [1, 1]}"),
            "task_correlation", List.of("{ar1: 0.5}", "linear_drift", "{random_walk: {initial: 1, step: 2}}"));

    /** A grid: its YAML, and the points it stands for. */
    private record Case(String yaml, List<Map<String, String>> points) {}

    @Test
    void everyGridIsItsListOfPoints() {
        for (int seed = 0; seed < CASES; seed++) {
            Case grid = complete(seed);
            Sweep sweep = Sweeps.grid(grid.yaml());
            List<String> expected =
                    grid.points().stream().map(GridAlgebraTest::id).toList();
            assertThat(Sweeps.ids(sweep)).as("seed %d: %s", seed, grid.yaml()).isEqualTo(expected);
            assertThat(sweep.grid().size()).isEqualTo(expected.size());
        }
    }

    @Test
    void aPlanHasEachCellOnceInTheOrderOfItsFirstPoint() {
        for (int seed = 0; seed < CASES; seed++) {
            Case grid = complete(seed);
            Plan plan = Plan.of(Sweeps.grid(grid.yaml()), DoneKeys.none());
            List<String> planned = new ArrayList<>();
            plan.shards(1).forEach(shard -> shard.forEach((cell, measure) -> planned.add(cell.id())));
            List<String> ids = grid.points().stream().map(GridAlgebraTest::id).toList();
            assertThat(planned).as("seed %d", seed).containsExactlyElementsOf(new LinkedHashSet<>(ids));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theOrderOfTheFileIsTheOrderOfThePoints(int slow) {
        List<String> axes = new ArrayList<>(List.of("length: [10, 20]", "noise_variance: [0, 1, 2]", "rank: [1, 2]"));
        axes.add(0, axes.remove(slow - 1));
        String grid = "design: iid\ndim: 5\n" + String.join("\n", axes);
        String first = axes.get(0).substring(0, axes.get(0).indexOf(':'));
        List<Object> values = Sweeps.cells(Sweeps.grid(grid)).stream()
                .map(cell -> value(cell, first))
                .toList();
        assertThat(values).isSortedAccordingTo((a, b) -> Double.compare((double) a, (double) b));
    }

    private static Object value(Cell cell, String axis) {
        Question question = cell.question();
        return switch (axis) {
            case "length" -> (double) question.design().length();
            case "noise_variance" -> question.design().noiseVariance().at(0);
            default -> CanonicalJson.text(question.predictor()).contains("\"rank\":1") ? 1.0 : 2.0;
        };
    }

    /** A random grid with everything that its designs need, and nothing that none of them has. */
    private static Case complete(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        while (true) {
            Case grid = withNeededAxes(random);
            List<String> designs =
                    grid.points().stream().map(point -> point.get("design")).toList();
            if (designs.contains("drift") && (designs.contains("retrieval") || designs.contains("aligned"))) {
                return grid;
            }
        }
    }

    private static Case withNeededAxes(SplittableRandom random) {
        List<String> axes = new ArrayList<>(List.of("design", "length", "noise_variance", "alpha", "task_correlation"));
        List.of("architecture", "rank", "loss", "feature_covariance").stream()
                .filter(axis -> random.nextBoolean())
                .forEach(axes::add);
        Case dim = new Case("dim: 2\n", List.of(Map.of("dim", "2")));
        return multiplied(dim, grid(shuffled(axes, random), random, 3));
    }

    /** A random grid over exactly these axes. */
    private static Case grid(List<String> axes, SplittableRandom random, int depth) {
        if (axes.size() == 1) {
            return axis(axes.get(0), random, random.nextInt(1, 4));
        }
        int way = depth == 0 ? 0 : random.nextInt(4);
        if (way == 1) {
            Case first = grid(axes, random, 0);
            Case second = grid(axes, random, depth - 1);
            return new Case("union:\n" + item(first) + item(second), joined(first.points(), second.points()));
        }
        if (way == 2) {
            int size = random.nextInt(1, 4);
            Case first = axis(axes.get(0), random, size);
            Case second = axis(axes.get(1), random, size);
            Case zip = new Case("zip:\n" + item(first) + item(second), zipped(first.points(), second.points()));
            return axes.size() == 2 ? zip : multiplied(zip, product(axes.subList(2, axes.size()), random));
        }
        return product(axes, random);
    }

    private static Case product(List<String> axes, SplittableRandom random) {
        Case product = axis(axes.get(0), random, random.nextInt(1, 3));
        for (String axis : axes.subList(1, axes.size())) {
            product = multiplied(product, axis(axis, random, random.nextInt(1, 3)));
        }
        return product;
    }

    private static Case axis(String name, SplittableRandom random, int size) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(VALUES.get(name).get(random.nextInt(VALUES.get(name).size())));
        }
        List<Map<String, String>> points = new ArrayList<>();
        values.forEach(value -> points.add(Map.of(name, value)));
        return new Case(name + ": [" + String.join(", ", values) + "]\n", points);
    }

    private static Case multiplied(Case slow, Case fast) {
        List<Map<String, String>> points = new ArrayList<>();
        slow.points().forEach(a -> fast.points().forEach(b -> points.add(merged(a, b))));
        return new Case(slow.yaml() + fast.yaml(), points);
    }

    private static List<Map<String, String>> zipped(List<Map<String, String>> a, List<Map<String, String>> b) {
        List<Map<String, String>> points = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            points.add(merged(a.get(i), b.get(i)));
        }
        return points;
    }

    private static <T> List<T> joined(List<T> a, List<T> b) {
        List<T> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static Map<String, String> merged(Map<String, String> a, Map<String, String> b) {
        Map<String, String> all = new LinkedHashMap<>(a);
        all.putAll(b);
        return all;
    }

    private static String item(Case grid) {
        String inside = grid.yaml().indent(4);
        return "  -" + inside.substring(3);
    }

    private static List<String> shuffled(List<String> axes, SplittableRandom random) {
        List<String> left = new ArrayList<>(axes);
        List<String> shuffled = new ArrayList<>();
        while (!left.isEmpty()) {
            shuffled.add(left.remove(random.nextInt(left.size())));
        }
        return shuffled;
    }

    /** The identity of a point, by way of the tree of its question. */
    private static String id(Map<String, String> point) {
        return IDS.computeIfAbsent(point, GridAlgebraTest::identified);
    }

    private static String identified(Map<String, String> point) {
        Map<String, Object> question = new HashMap<>();
        question.put("design", tree(Design.class, point.get("design"), point));
        question.put("predictor", tree(Predictor.class, point.getOrDefault("architecture", "attention"), point));
        question.put("loss", point.get("loss"));
        return Cell.of(Records.read(Question.class, question)).id();
    }

    private static Map<String, Object> tree(Class<?> family, String kind, Map<String, String> point) {
        Map<String, Object> tree = new HashMap<>(Map.of("kind", kind));
        for (String key : RecordSchema.of(Kinds.of(family).get(kind)).keys()) {
            if (point.containsKey(key)) {
                tree.put(key, Yaml.parse(new Mark("test", 1), point.get(key)).tree());
            }
        }
        return tree;
    }
}
