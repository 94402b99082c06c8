package icl.core.simulate;

import icl.core.check.Memory;
import icl.core.design.Design;
import icl.core.design.Units;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.model.Estimator;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.random.StreamKey;
import icl.core.stats.Interval;
import icl.core.stats.Moments;
import icl.core.stats.SidedErrors;
import java.util.Optional;

/** Simulated risks: means of risk samples over as many prompts as a precision needs. */
public final class MonteCarlo {
    /**
     * Matrices of shape (d, d) that a simulation allocates: the preconditioner and square roots of covariances, with
     * their transposes.
     */
    private static final int MATRICES = 8;

    private MonteCarlo() {}

    /**
     * The risk of x' W X'(w o y).
     *
     * @param confidence of the interval, in (0, 1)
     * @throws icl.core.check.Invalid where it would not fit into memory, or into the range of single precision
     */
    public static SimulatedRisk risk(
            Design design, Predictor.Given step, Loss loss, StreamKey stream, Precision precision, double confidence) {
        requireMemory(design, loss);
        Optional<Units> units = design.units();
        SinglePrecision.require(design, units);
        int weights = step.weights().map(MonteCarlo::weightExponent).orElse(0);
        if (units.isEmpty() && weights == 0) {
            return mean(RiskSamples.ofStep(design, step, loss, stream), precision, confidence);
        }
        int features = units.map(Units::features).orElse(0);
        int labels = units.map(Units::labels).orElse(0);
        Predictor.Given scaled = new Predictor.Given(
                scaled(step.preconditioner(), features + weights),
                step.weights().map(w -> w.map(v -> Math.scalb(v, -weights))));
        RiskSample sample = RiskSamples.ofStep(units.map(design::inUnits).orElse(design), scaled, loss, stream);
        return mean(sample, precision.inUnits(labels), confidence).inUnits(labels);
    }

    /**
     * The risk of an estimator that is linear in the query, under the loss at the query.
     *
     * @param confidence of the interval, in (0, 1)
     * @throws icl.core.check.Invalid where it would not fit into memory, or into the range of single precision
     */
    public static SimulatedRisk risk(
            Design design, Estimator estimator, StreamKey stream, Precision precision, double confidence) {
        requireMemory(design, Loss.POSITIONS); // an estimator may keep all examples
        return mean(RiskSamples.ofEstimator(design, estimator, stream), precision, confidence);
    }

    /** The exponent of the largest weight; 0 where it is near 1. */
    private static int weightExponent(Vector weights) {
        double largest = 0;
        for (int i = 0; i < weights.size(); i++) {
            largest = Math.max(largest, Math.abs(weights.get(i)));
        }
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        return Math.abs(exponent) <= Units.ORDINARY ? 0 : exponent;
    }

    private static Matrix scaled(Matrix w, int exponent) {
        return Matrix.from(w.rows(), w.columns(), (i, j) -> Math.scalb(w.get(i, j), exponent));
    }

    private static void requireMemory(Design design, Loss loss) {
        double d = design.dim();
        double n = design.length();
        double whole = design.bufferedNumbers() + (loss == Loss.POSITIONS ? 2 * n * d : 0);
        double row = (double) Float.BYTES * RiskSample.LANES;
        double bytes = row * (10 * d + 2 * n + whole) + MATRICES * Float.BYTES * d * d;
        Memory.require("simulate", design.dim(), design.length(), bytes);
    }

    /**
     * The mean of a sample. A {@link Pilot} determines the number of prompts; the prompts of the mean follow those of
     * the pilot.
     *
     * @param confidence of the interval, in (0, 1)
     * @throws icl.core.check.NotFinite if a number or the mean of the squares is NaN or infinite
     */
    public static SimulatedRisk mean(RiskSample sample, Precision precision, double confidence) {
        Draws draws = new Draws(sample);
        Pilot pilot = Pilot.of(draws, precision, precision.maxPrompts() / RiskSample.LANES * RiskSample.LANES);
        Moments moments = new Moments();
        draws.add(pilot.size(), moments);
        return new SimulatedRisk(
                moments.mean(),
                moments.standardError(),
                Interval.ofMean(moments, confidence),
                SidedErrors.ofMean(moments),
                moments.count(),
                pilot.isEnough());
    }
}
