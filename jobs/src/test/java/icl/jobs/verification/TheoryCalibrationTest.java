package icl.jobs.verification;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.covariance.Covariance;
import icl.core.covariance.FeatureLaw;
import icl.core.covariance.Profile;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.random.StreamKey;
import icl.core.risk.RiskFormulas;
import icl.core.simulate.MonteCarlo;
import icl.core.simulate.Precision;
import icl.core.simulate.SimulatedRisk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How often tables without an error alarm, and how often an error is found, with risks simulated as sweeps simulate them. Cells are
 * small, where tails are heaviest. {@link #main} measures the same at length; docs/verification.md has what it printed.
 */
class TheoryCalibrationTest {
    private static final StreamKey STREAM = StreamKey.of(20240713);

    private static final Covariance IDENTITY = Covariance.identity();

    /** A question, its optimum and its exact risk. */
    private record Cell(Question question, Predictor.Given step, double exact) {
        static Cell of(Design design, Predictor predictor, Loss loss) {
            Question question = new Question(design, predictor, loss);
            return new Cell(
                    question,
                    RiskFormulas.optimalPredictor(question),
                    RiskFormulas.exact(question).risk());
        }

        static Cell of(Design design) {
            return of(design, new Predictor.Attention(Optional.empty()), Loss.QUERY);
        }

        TheoryTest.Sampled sampled(String name, Precision precision, long table) {
            StreamKey stream = STREAM.child(name).child(table);
            SimulatedRisk risk = MonteCarlo.risk(question.design(), step, question.loss(), stream, precision, 0.95);
            return new TheoryTest.Sampled(
                    name,
                    risk.risk(),
                    risk.errors(),
                    risk.reachedTarget() ? TheoryTest.Law.CALIBRATED : TheoryTest.Law.HEAVY,
                    0);
        }
    }

    private static Design iid(int dim, int length, double noise) {
        return new IidDesign(dim, length, Profile.common(noise), IDENTITY, IDENTITY);
    }

    private static Design aligned(int dim, int length, double alpha, double noise) {
        return new AlignedDesign(dim, length, Profile.common(noise), alpha, IDENTITY, IDENTITY);
    }

    private static Design retrieval(int dim, int length, double alpha, double noise) {
        return new RetrievalDesign(
                dim, length, Profile.common(noise), new Profile(Vector.of(alpha)), IDENTITY, IDENTITY);
    }

    /** Of every design, with tails from light to the heaviest that were found. */
    private static List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (double alpha : new double[] {0.5, 0.8, 1}) {
            for (double noise : new double[] {0, 0.5}) {
                cells.add(Cell.of(aligned(1, 50, alpha, noise)));
                cells.add(Cell.of(aligned(1, 2, alpha, noise)));
                cells.add(Cell.of(aligned(2, 10, alpha, noise)));
                cells.add(Cell.of(aligned(5, 20, alpha, noise)));
                cells.add(Cell.of(retrieval(1, 10, alpha, noise)));
                cells.add(Cell.of(retrieval(2, 4, alpha, noise)));
                cells.add(Cell.of(retrieval(5, 20, alpha, noise)));
            }
        }
        for (int dim : new int[] {1, 2, 5}) {
            cells.add(Cell.of(iid(dim, 1, 0)));
            cells.add(Cell.of(iid(dim, 20, 0)));
            cells.add(Cell.of(iid(dim, 20, 0.5)));
        }
        for (FeatureLaw law : List.of(new FeatureLaw.Sphere(), new FeatureLaw.Student(20), new FeatureLaw.Student(9))) {
            cells.add(Cell.of(new IidDesign(2, 10, Profile.common(0.5), IDENTITY, IDENTITY, law)));
        }
        Predictor h3 = new Predictor.H3(Optional.empty());
        Design drift = new DriftDesign(
                2, 6, Profile.common(0.5), new TaskCorrelation.Ar1(0.7), IDENTITY, new Covariance.PowerLaw(1));
        cells.add(Cell.of(drift, h3, Loss.QUERY));
        cells.add(Cell.of(drift, new Predictor.Attention(Optional.empty()), Loss.POSITIONS));
        cells.add(Cell.of(retrieval(2, 4, 0.8, 0.5), h3, Loss.QUERY));
        cells.add(Cell.of(aligned(2, 4, 0.8, 0.5), new Predictor.Attention(Optional.of(1)), Loss.QUERY));
        return cells;
    }

    private static Precision relative(double error, long mostPrompts) {
        return new Precision(OptionalDouble.of(error), OptionalDouble.empty(), mostPrompts);
    }

    /** Risks of all cells, table by table. */
    private static List<List<TheoryTest.Sampled>> tables(List<Cell> cells, Precision precision, int tables) {
        return IntStream.range(0, tables)
                .mapToObj(table -> IntStream.range(0, cells.size())
                        .mapToObj(i -> cells.get(i).sampled("cell " + i, precision, table))
                        .toList())
                .toList();
    }

    /**
     * What the test says of a table whose exact risks are all right but that of one cell.
     *
     * @param wrong the cell
     * @param error relative, of its exact risk
     */
    private static Findings findings(List<Cell> cells, List<TheoryTest.Sampled> table, int wrong, double error) {
        TheoryTest theory = new TheoryTest();
        table.forEach(theory::addSampled);
        for (int i = 0; i < cells.size(); i++) {
            theory.addExact("cell " + i, cells.get(i).exact() * (i == wrong ? 1 + error : 1));
        }
        Findings findings = new Findings();
        theory.report(findings);
        return findings;
    }

    private static boolean isAlarm(List<Cell> cells, List<TheoryTest.Sampled> table, int wrong, double error) {
        return !findings(cells, table, wrong, error).problems().isEmpty();
    }

    private static long alarms(List<Cell> cells, List<List<TheoryTest.Sampled>> tables, int wrong, double error) {
        return tables.stream()
                .filter(table -> isAlarm(cells, table, wrong, error))
                .count();
    }

    /** Of 40 tables more than one alarms with probability 8e-4 if one in a thousand does. */
    @Test
    void coarseTablesWithoutAnErrorHardlyEverAlarm() {
        List<Cell> cells = cells();
        for (double error : new double[] {0.05, 0.02}) {
            assertThat(alarms(cells, tables(cells, relative(error, 10_000_000), 20), 0, 0))
                    .as("relative error %s", error)
                    .isLessThanOrEqualTo(1);
        }
    }

    /** Prompts that are used up before the tails of a mean are known leave more room. */
    @Test
    void tablesOfFewPromptsWithoutAnErrorHardlyEverAlarm() {
        List<Cell> cells = cells();
        assertThat(alarms(cells, tables(cells, relative(0.002, 8192), 100), 0, 0))
                .isLessThanOrEqualTo(1);
    }

    /** What a table says of its power holds: its median error is found in that cell, a tenth of it is not. */
    @Test
    void errorsAreFoundAsTheNoteSays() {
        List<Cell> cells =
                List.of(Cell.of(iid(2, 20, 0.5)), Cell.of(iid(5, 10, 0)), Cell.of(retrieval(5, 20, 0.5, 0.5)));
        List<List<TheoryTest.Sampled>> tables = tables(cells, relative(0.01, 1_000_000), 40);
        for (int wrong = 0; wrong < cells.size(); wrong++) {
            assertThat(alarms(cells, tables, wrong, 0.09)).isEqualTo(tables.size());
            assertThat(alarms(cells, tables, wrong, -0.09)).isEqualTo(tables.size());
            assertThat(alarms(cells, tables, wrong, 0.005)).isZero();
        }
        assertThat(findings(cells, tables.get(0), 0, 0).notes())
                .singleElement()
                .asString()
                .matches(
                        "an error of the exact risk in one cell is found with probability 0.99 when it is [5-9]\\.\\d % of the"
                                + " risk \\(median of 3 cells; from .* % to .* %\\)");
    }

    private static final double[] BOUNDS = {1.96, 3, 4, 5, 6, 7, 8, 10};

    /** The shares of all differences that are larger than the bounds, below and above. */
    private static String shares(List<Cell> cells, List<List<TheoryTest.Sampled>> tables, TheoryTest.Law law) {
        double[] z = tables.stream()
                .flatMapToDouble(table -> IntStream.range(0, cells.size())
                        .filter(i -> table.get(i).law() == law)
                        .mapToDouble(i -> table.get(i)
                                .errors()
                                .z(table.get(i).risk(), cells.get(i).exact())))
                .toArray();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "  %s, %d differences: mean square %.2f, smallest %.1f, largest %.1f;",
                law,
                z.length,
                Arrays.stream(z).map(v -> v * v).average().orElse(0),
                Arrays.stream(z).min().orElse(0),
                Arrays.stream(z).max().orElse(0)));
        for (double bound : BOUNDS) {
            text.append(String.format(
                    Locale.ROOT,
                    " %.2g: %.2e %.2e",
                    bound,
                    Arrays.stream(z).filter(v -> v < -bound).count() / (double) z.length,
                    Arrays.stream(z).filter(v -> v > bound).count() / (double) z.length));
        }
        return text.toString();
    }

    /** Arguments: relative error, most prompts, number of tables. Prints rates of false alarms and of errors found. */
    public static void main(String[] arguments) {
        List<Cell> cells = cells();
        Precision precision = relative(Double.parseDouble(arguments[0]), Long.parseLong(arguments[1]));
        int count = Integer.parseInt(arguments[2]);
        List<List<TheoryTest.Sampled>> tables = tables(cells, precision, count);
        System.out.printf(Locale.ROOT, "%s: %d of %d tables alarm%n", precision, alarms(cells, tables, 0, 0), count);
        for (TheoryTest.Law law : TheoryTest.Law.values()) {
            System.out.println(shares(cells, tables, law));
        }
        System.out.println("  " + findings(cells, tables.get(0), 0, 0).notes());
        List<List<TheoryTest.Sampled>> some = tables.subList(0, Math.min(count, 20));
        for (double error : new double[] {0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5}) {
            long found = 0;
            for (int wrong = 0; wrong < cells.size(); wrong++) {
                for (double sign : new double[] {-1, 1}) {
                    found += alarms(cells, some, wrong, sign * error);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "  error %s in one cell: found in %.3f%n",
                    error,
                    found / (2.0 * cells.size() * some.size()));
        }
    }
}
