package icl.core.risk;

import static icl.core.simulation.RandomCases.always;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import icl.core.covariance.Covariance;
import icl.core.covariance.TaskCorrelation;
import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Matrix;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.risk.formula.NoClosedForm;
import icl.core.simulation.Ask;
import org.junit.jupiter.api.Test;

/** Features correlated along the prompt: special cases that other formulas know, limits and refusals. */
class SequenceRiskTest {
    private static final double TOLERANCE = 1e-11;
    private static final TaskCorrelation SMOOTH = new TaskCorrelation.Ar1(0.9);
    private static final SequenceDesign.Query INDEPENDENT = SequenceDesign.Query.INDEPENDENT;

    @Test
    void examplesThatShareOnlyTheQueryAreRetrieved() {
        always(random -> {
            Ask retrieval = random.ranked();
            for (Predictor predictor : random.predictors(retrieval.design())) {
                same(asSequence(retrieval).of(predictor), retrieval.of(predictor));
            }
            Ask skewed = random.anisotropic(retrieval);
            for (Predictor predictor : random.fullRankPredictors(skewed.design())) {
                if (!(predictor instanceof Predictor.H3)) {
                    same(asSequence(skewed).of(predictor), skewed.of(predictor));
                }
            }
        });
    }

    /** C_ij = a_i a_j, C_iq = a_i. */
    private static Ask asSequence(Ask ask) {
        RetrievalDesign design = (RetrievalDesign) ask.design();
        int n = design.length();
        Matrix c = Matrix.from(n + 1, n + 1, (i, j) -> i == j ? 1 : alpha(design, i) * alpha(design, j));
        return Ask.sequence(design.dim(), n, new TaskCorrelation.Full(c))
                .noise(design.noiseVariance().values().toArray())
                .features(design.featureCovariance())
                .tasks(design.taskCovariance());
    }

    private static double alpha(RetrievalDesign design, int position) {
        return position == design.length() ? 1 : design.alpha().at(position);
    }

    @Test
    void noCorrelationIsIndependentData() {
        TaskCorrelation none = new TaskCorrelation.Ar1(0);
        always(random -> {
            Ask iid = random.iid();
            Design design = iid.design();
            for (SequenceDesign.Query query : SequenceDesign.Query.values()) {
                Ask sequence = Ask.sequence(design.dim(), design.length(), none, query)
                        .noise(design.noiseVariance().at(0));
                for (Predictor predictor : random.predictors(design)) {
                    same(sequence.of(predictor), iid.of(predictor));
                }
            }
            Ask skewed = random.anisotropic(iid);
            Ask sequence = Ask.sequence(design.dim(), design.length(), none, INDEPENDENT)
                    .noise(design.noiseVariance().at(0))
                    .features(skewed.design().featureCovariance())
                    .tasks(skewed.design().taskCovariance());
            for (Predictor predictor : random.predictors(design)) {
                same(sequence.of(predictor), skewed.of(predictor));
            }
            same(sequence.of(new Predictor.H3Channels()), skewed.of(new Predictor.H3Channels()));
        });
    }

    /** All examples have the same features: together they are one example whose noise is the mean of theirs. */
    @Test
    void copiesOfOneExampleAreOneExample() {
        for (double noise : new double[] {0, 1e-20, 0.3, 1}) {
            Ask copies = Ask.sequence(3, 4, new TaskCorrelation.Ar1(1), INDEPENDENT)
                    .noise(noise)
                    .tasks(new Covariance.PowerLaw(1));
            Ask one = Ask.iid(3, 1).noise(noise / 4, noise).tasks(new Covariance.PowerLaw(1));
            same(copies.attention(), one.attention());
            same(copies.attention(1), one.attention(1));
            same(copies.h3(), one.attention());
            same(copies.of(new Predictor.H3Channels()), one.attention());
            Ask ofQuery = Ask.sequence(3, 4, new TaskCorrelation.Ar1(1)).noise(noise);
            same(ofQuery.attention(), Ask.retrieval(3, 4, 1).noise(noise).attention());
            same(ofQuery.h3(), Ask.retrieval(3, 4, 1).noise(noise).attention());
        }
    }

    @Test
    void withoutExamplesNothingIsLearned() {
        for (SequenceDesign.Query query : SequenceDesign.Query.values()) {
            Ask ask = Ask.sequence(3, 0, SMOOTH, query).noise(0.5);
            for (Question question : new Question[] {ask.attention(), ask.h3(), ask.of(new Predictor.H3Channels())}) {
                assertThat(RiskFormulas.exact(question).risk()).isEqualTo(3.5);
            }
        }
    }

    @Test
    void aFilterWinsWherePositionsDiffer() {
        double attention = RiskFormulas.exact(
                        Ask.sequence(4, 40, SMOOTH).noise(0.1).attention())
                .risk();
        double h3 =
                RiskFormulas.exact(Ask.sequence(4, 40, SMOOTH).noise(0.1).h3()).risk();
        assertThat(h3).isLessThan(0.8 * attention);
    }

    /** Noiseless, so that the risk is far below that of predicting zero. */
    @Test
    void manyExamples() {
        int n = 1000;
        TaskCorrelation half = new TaskCorrelation.Ar1(0.5);
        double squares = n; // 1'(C o C)1
        for (int i = 1; i < n; i++) {
            squares += 2.0 * (n - i) * Math.pow(0.25, i);
        }
        double expected = 2 * 3 * squares / ((double) n * n + 3 * squares);
        double risk = RiskFormulas.exact(
                        Ask.sequence(2, n, half, INDEPENDENT).noise(0).attention())
                .risk();
        assertThat(risk).isCloseTo(expected, within(1e-12 * expected));
        assertThat(RiskFormulas.exact(Ask.sequence(2, n, half).noise(0).attention())
                        .risk())
                .isLessThan(risk);
    }

    private static void same(Question one, Question other) {
        Same.risk(one, other, TOLERANCE);
    }

    @Test
    void whatHasNoClosedFormIsRefused() {
        Ask skewed = Ask.sequence(3, 4, SMOOTH).tasks(new Covariance.PowerLaw(1));
        refused(skewed.h3(), "free weights on sequence", "give the weights");
        refused(skewed.attention(1), "at rank 1 below dim = 3", "full rank");
        refused(skewed.lora(1, Ask.iid(3, 9)), "lora of rank 1 on sequence", "rank 0", "rank dim = 3");
        refused(Ask.sequence(3, 4, SMOOTH).of(new Predictor.H3Channels()), "filters by channel", "ask for h3");
        refused(Ask.sequence(3, 4, SMOOTH).overPositions().attention(), "loss 'positions'", "ask for loss 'query'");
        refused(Ask.sequence(3, 4001, SMOOTH).attention(), "at most 4000");
    }

    private static void refused(Question question, String... words) {
        assertThatThrownBy(() -> RiskFormulas.exact(question))
                .isInstanceOf(NoClosedForm.class)
                .hasMessageStartingWith("No closed form: ")
                .hasMessageContainingAll(words);
    }

    @Test
    void positionsAreNoPromptsOfASequence() {
        assertThatThrownBy(() -> RiskFormulas.exact(
                        Ask.sequence(3, 4, SMOOTH, INDEPENDENT).overPositions().attention()))
                .isInstanceOf(NoClosedForm.class)
                .hasMessageContaining("no formula is known for attention on sequence under the loss positions");
    }
}
