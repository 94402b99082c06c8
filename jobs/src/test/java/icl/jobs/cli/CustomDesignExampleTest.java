package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.design.IidDesign;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.CustomPredictor;
import icl.core.model.Loss;
import icl.core.model.Model;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.prompt.Prompt;
import icl.core.risk.RiskFormulas;
import icl.core.risk.formula.Optimum;
import icl.core.risk.formula.RiskFormula;
import icl.jobs.SharedSpark;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project docs/examples/custom-design, built against this one and swept as a user would; .ci/run does it with Maven. {@code
 * -Dgolden.update} sweeps all of it and writes into its README what the query prints now.
 */
class CustomDesignExampleTest {
    private static final Path EXAMPLE = Path.of("../docs/examples/custom-design");

    /**
     * H0: a simulated risk has the exact mean. Two-sided 2e-7 for each of four risks, less than 1e-6 together, were they normal;
     * with a standard error of 0.5 % a bias of 4 % is found with probability 0.99. The seed is fixed.
     */
    private static final double STANDARD_ERRORS = 5.2;

    /** A query in the README, and what it prints. */
    private static final Pattern SHOWN =
            Pattern.compile("(?s)\\$ ./icl query results/custom-design \"(.*?)\"\n(.*?)```");

    @TempDir
    private static Path folder;

    private static Path classes;
    private static URLClassLoader loader;

    @BeforeAll
    static void compile() throws IOException {
        classes = Files.createDirectory(folder.resolve("classes"));
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                classes.toString(),
                "-cp",
                classPath(),
                "--release",
                "17",
                "-proc:none",
                "-Xlint:all",
                "-Werror"));
        filesBelow(EXAMPLE.resolve("src/main/java")).forEach(source -> arguments.add(source.toString()));
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertThat(code).isZero();
        Path resources = EXAMPLE.resolve("src/main/resources");
        for (Path resource : filesBelow(resources)) {
            Path copy = classes.resolve(resources.relativize(resource).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(resource, copy);
        }
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    /** That of the launcher: without the kinds of our own tests. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static <T> T made(Class<T> type, String name, Object... components) throws ReflectiveOperationException {
        return type.cast(
                loader.loadClass("example." + name).getConstructors()[0].newInstance(components));
    }

    private static CustomDesign sparse(double density) throws ReflectiveOperationException {
        return made(CustomDesign.class, "SparseDesign", 3, 12, Profile.common(0.5), density);
    }

    @Test
    void thePomAsksForThisVersion() throws IOException {
        Pattern version = Pattern.compile("(?s)<artifactId>icl(?:-core)?</artifactId>\\s*<version>([^<]*)<");
        String ours = found(version, Files.readString(Path.of("../pom.xml")));
        String pom = Files.readString(EXAMPLE.resolve("pom.xml"));
        assertThat(found(version, pom)).isEqualTo(ours);
        assertThat(pom).doesNotContain("<parent>").contains("<scope>provided</scope>");
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern.toString()).isTrue();
        return matcher.group(1);
    }

    @Test
    void theGradientIsTheSlopeOfThePrediction() throws ReflectiveOperationException {
        CustomDesign design = sparse(0.5);
        Model model = made(CustomPredictor.class, "GatedAttention").model(design);
        SplittableRandom random = new SplittableRandom(1);
        for (int m = 0; m <= design.length(); m++) {
            Prompt prompt = design.draw(random);
            double[] parameters = model.initial(random);
            double[] gradient = new double[model.size()];
            model.addGradient(parameters, prompt, m, 3, gradient);
            for (int k = 0; k < gradient.length; k++) {
                assertThat(gradient[k]).isCloseTo(3 * slope(model, parameters, prompt, m, k), within(1e-7));
            }
        }
    }

    private static double slope(Model model, double[] parameters, Prompt prompt, int m, int k) {
        double step = 1e-5;
        double[] moved = parameters.clone();
        moved[k] = parameters[k] + step;
        double above = model.predict(moved, prompt, m);
        moved[k] = parameters[k] - step;
        return (above - model.predict(moved, prompt, m)) / (2 * step);
    }

    @Test
    void densityOneIsIid() throws ReflectiveOperationException {
        IidDesign iid = new IidDesign(3, 12, Profile.common(0.5), Covariance.identity(), Covariance.identity());
        Vector weights = Vector.from(12, i -> i - 2.5);
        Matrix preconditioner = Matrix.from(3, 3, (i, j) -> 0.01 * (i - (2 * j)));
        for (Predictor predictor : List.of(
                new Predictor.Attention(Optional.empty()),
                new Predictor.H3(Optional.of(2)),
                new Predictor.Given(preconditioner, Optional.of(weights)),
                new Predictor.Given(preconditioner, Optional.empty()))) {
            Optimum risk = answer(sparse(1), predictor);
            Optimum expected = RiskFormulas.exact(new Question(iid, predictor, Loss.QUERY));
            assertThat(List.of(risk.risk(), risk.zeroRisk(), risk.gain(), risk.effectiveLength()))
                    .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b))
                    .containsExactly(expected.risk(), expected.zeroRisk(), expected.gain(), expected.effectiveLength());
            assertThat(risk.halfRank()).isEqualTo(expected.halfRank());
        }
    }

    @Test
    void theBestScaleIsTheBest() throws ReflectiveOperationException {
        CustomDesign design = sparse(0.2);
        Optimum best = answer(design, new Predictor.Attention(Optional.empty()));
        double scale = best.scales().orElseThrow().get(0);
        assertThat(scaled(design, scale)).isCloseTo(best.risk(), within(1e-12));
        assertThat(scaled(design, 1.01 * scale)).isGreaterThan(best.risk());
        assertThat(scaled(design, 0.99 * scale)).isGreaterThan(best.risk());
    }

    private static double scaled(CustomDesign design, double scale) throws ReflectiveOperationException {
        Matrix preconditioner = Matrix.diagonal(Vector.constant(scale, design.dim()));
        return answer(design, new Predictor.Given(preconditioner, Optional.empty()))
                .risk();
    }

    private static Optimum answer(Design design, Predictor predictor) throws ReflectiveOperationException {
        Question question = new Question(design, predictor, Loss.QUERY);
        RiskFormula formula = made(RiskFormula.class, "SparseRisk");
        assertThat(formula.covers(question)).isTrue();
        return formula.optimum(question, predictor.steps());
    }

    @Test
    void itIsSweptBesideTheBuiltInOnes() throws Exception {
        String out = folder.resolve("results").toString();
        sweep(out, "--set", "density=0.5");
        SharedSpark.session();
        Map<String, Row> rows = rows(out);
        assertThat(rows.keySet())
                .containsExactlyInAnyOrder(
                        "sparse attention exact",
                        "sparse attention monte_carlo",
                        "sparse attention trained",
                        "sparse h3 exact",
                        "sparse h3 monte_carlo",
                        "sparse h3 trained",
                        "drift attention exact",
                        "drift attention monte_carlo",
                        "drift attention trained",
                        "drift h3 exact",
                        "drift h3 monte_carlo",
                        "drift h3 trained",
                        "sparse gated trained",
                        "drift gated trained");
        for (String cell : List.of("sparse attention", "sparse h3", "drift attention", "drift h3")) {
            double exact = rows.get(cell + " exact").risk;
            Row simulated = rows.get(cell + " monte_carlo");
            assertThat(simulated.risk)
                    .as(cell)
                    .isCloseTo(exact, within(STANDARD_ERRORS * simulated.error))
                    .isNotEqualTo(exact);
            assertThat(rows.get(cell + " trained").risk).as(cell).isBetween(exact, 1.02 * exact);
        }
        for (String design : List.of("sparse", "drift")) {
            double least = rows.get(design + " h3 exact").risk;
            Row trained = rows.get(design + " gated trained");
            assertThat(trained.risk).as(design).isBetween(least - STANDARD_ERRORS * trained.error, 1.03 * least);
        }
        assertThat(rows.get("drift gated trained").risk).isLessThan(0.95 * rows.get("drift attention exact").risk);
        theReadmeShows(out);
    }

    /** A risk and its standard error, 0 where it has none. */
    private record Row(double risk, double error) {}

    private static Map<String, Row> rows(String out) {
        String sql = "SELECT design || ' ' || architecture || ' ' || measure AS row, risk, "
                + "coalesce(standard_error, 0) AS error FROM results";
        Map<String, Row> rows = new HashMap<>();
        for (String line : query(out, sql).lines().skip(1).toList()) {
            String[] fields = line.split(",", -1);
            rows.put(fields[0], new Row(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
        }
        return rows;
    }

    private static String query(String out, String sql) {
        Cli.Result result = Cli.icl("query", out, sql, "--format", "csv");
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    /** What the README prints has every row of these results. */
    private static void theReadmeShows(String out) throws Exception {
        Path readme = EXAMPLE.resolve("README.md");
        String text = Files.readString(readme);
        Matcher shown = SHOWN.matcher(text);
        assertThat(shown.find()).isTrue();
        if (System.getProperty("golden.update") != null) {
            sweep(out);
            String printed = Cli.icl("query", out, shown.group(1)).out();
            Files.writeString(readme, text.substring(0, shown.start(2)) + printed + text.substring(shown.end(2)));
            return;
        }
        List<String> printed = shown.group(2)
                .lines()
                .map(line -> line.strip().replaceAll(" +", ",").replace("NULL", ""))
                .toList();
        assertThat(query(out, shown.group(1)).lines().toList()).hasSize(7).isSubsetOf(printed);
    }

    private static void sweep(String out, String... more) throws Exception {
        String file = EXAMPLE.resolve("custom-design.yaml").toString();
        run(Stream.concat(Stream.of("sweep", file, "--out", out), Stream.of(more))
                .toArray(String[]::new));
    }

    private static void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xmx1g",
                "-XX:+UseParallelGC",
                "-Djava.awt.headless=true",
                "-Dicl.launcher=true",
                "-Dspark.master=local[2]",
                "-Dlog4j2.configurationFile=icl/jobs/cli/log4j2.properties",
                "-cp",
                classPath() + File.pathSeparator + classes,
                "icl.jobs.cli.Main"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
