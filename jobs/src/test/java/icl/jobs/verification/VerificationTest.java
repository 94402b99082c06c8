package icl.jobs.verification;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.stats.SidedErrors;
import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
    @TempDir
    Path temporary;

    private ResultTable table() {
        return TableFixture.at(temporary.resolve("table"));
    }

    private List<String> problems() {
        return Verification.of(table()).problems();
    }

    private Path only(String pattern) throws IOException {
        return temporary.resolve(TableFixture.tree(temporary).stream()
                .filter(path -> path.matches(pattern))
                .findFirst()
                .orElseThrow());
    }

    @Test
    void whatWasCheckedIsCounted() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1), TableFixture.trained(3, 1, 0));
        assertThat(Verification.of(table()).checks())
                .extracting(Findings.Check::what, Findings.Check::number, Findings.Check::problems)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"batches with their manifests\", 5L, 0L)",
                        "(\"files with their checksums\", 5L, 0L)",
                        "(\"rows of results\", 2L, 0L)",
                        "(\"keys of results\", 2L, 0L)",
                        "(\"rows of restarts\", 3L, 0L)",
                        "(\"rows of curves\", 2L, 0L)",
                        "(\"rows of sweeps\", 1L, 0L)",
                        "(\"rows of ends\", 1L, 0L)",
                        "(\"runs with rows\", 1L, 0L)",
                        "(\"runs that ended with all their batches\", 1L, 0L)",
                        "(\"simulated and sampled risks against exact ones (false alarm 0.001 of a table)\", 0L, 0L)");
    }

    @Test
    void keysThatComeTwiceAreFound() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1), TableFixture.ok(4, 1));
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("results: two rows have the key ["
                        + TableFixture.ok(3, 1).cell().id() + ", exact, ");
    }

    @Test
    void aBatchThatIsGoneIsFound() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        TableFixture.publish(table(), "small", TableFixture.ok(4, 1));
        Path batch = only("table/results/.*json").getParent();
        try (Stream<Path> files = Files.list(batch)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(batch);
        assertThat(problems()).singleElement().asString().endsWith("has published 3 batches, and number 1 is gone");
    }

    @Test
    void aRunWithoutItsBeginningIsFound() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        Path sweeps = temporary.resolve("table/sweeps");
        Files.move(sweeps, temporary.resolve("aside"));
        assertThat(problems()).hasSize(2).anyMatch(problem -> problem.endsWith("has no row in sweeps"));
    }

    @Test
    void everyDamagedFileIsNamed() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1));
        Path results = only("table/results/.*parquet");
        byte[] bytes = Files.readAllBytes(results);
        bytes[bytes.length / 2] ^= 4;
        Files.write(results, bytes);
        Path manifest = only("table/ends/.*json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"rows\":1", "\"rows\":2"));
        Files.writeString(manifest.getParent().resolveSibling("notes.txt"), "mine");
        assertThat(problems())
                .hasSize(3)
                .anyMatch(problem -> problem.contains(results + ": its bytes are not those"))
                .anyMatch(problem -> problem.contains(manifest + ": its checksum does not hold"))
                .anyMatch(problem -> problem.contains("notes.txt: it was not published by icl"));
    }

    private static final SidedErrors ERRORS = new SidedErrors(0.01, 0.02);

    private static TheoryTest.Sampled sampled(String cell, double risk, TheoryTest.Law law, int restarts) {
        return new TheoryTest.Sampled(cell, risk, ERRORS, law, restarts);
    }

    /** The risk of a cell whose exact one is 2, so many errors apart. */
    private static double risk(double z) {
        return 2 + z * (z > 0 ? ERRORS.below() : ERRORS.above());
    }

    private static Findings report(TheoryTest theory) {
        Findings findings = new Findings();
        theory.report(findings);
        return findings;
    }

    private static Findings report(double exact, TheoryTest.Sampled... sampled) {
        TheoryTest theory = new TheoryTest();
        for (TheoryTest.Sampled one : sampled) {
            theory.addSampled(one);
            theory.addExact(one.cell(), exact);
        }
        return report(theory);
    }

    private static Findings theory(int cells, double bias, double outlier, SplittableRandom random) {
        ContinuousDistribution.Sampler law = TDistribution.of(20).createSampler(random::nextLong);
        TheoryTest theory = new TheoryTest();
        for (int i = 0; i < cells; i++) {
            double z = law.sample() + bias + (i == 0 ? outlier : 0);
            theory.addSampled(sampled("cell" + i, risk(z), TheoryTest.Law.CALIBRATED, 0));
            theory.addSampled(sampled("cell" + i, risk(Math.abs(law.sample()) + 3), TheoryTest.Law.HEAVY, 3));
            theory.addExact("cell" + i, 2);
        }
        return report(theory);
    }

    /** 2,000 tables of differences that follow the law: alarms are binomial with p = 1e-3. More than 10 come with probability 1e-5. */
    @Test
    void tablesWithoutAnErrorHardlyEverAlarm() {
        SplittableRandom random = new SplittableRandom(1);
        int alarms = 0;
        for (int i = 0; i < 2000; i++) {
            alarms += theory(50, 0, 0, random).problems().isEmpty() ? 0 : 1;
        }
        assertThat(alarms).isLessThanOrEqualTo(10);
    }

    /** One cell of 50 that is 9 errors off: found with probability 0.99. All of 400 cells one error off: with more than that. */
    @Test
    void errorsOfTheoryAreFound() {
        SplittableRandom random = new SplittableRandom(2);
        assertThat(theory(50, 0, -9, random).problems())
                .isNotEmpty()
                .first()
                .asString()
                .startsWith("cell cell0: ");
        assertThat(theory(400, 1, 0, random).problems())
                .anyMatch(problem -> problem.startsWith("simulated risks: the squares of 400 deviations"));
    }

    /** An error of each side counts on its side. */
    @Test
    void differencesAreInErrorsOfTheirSide() {
        assertThat(report(2, sampled("a", 2.07, TheoryTest.Law.CALIBRATED, 0)).problems())
                .first()
                .asString()
                .startsWith("cell a: its simulated risk 2.07 is 7.0 errors from the exact one, 2.0 (by chance in");
        assertThat(report(2, sampled("a", 1.93, TheoryTest.Law.CALIBRATED, 0)).problems())
                .isEmpty();
    }

    /** Prompts that were used up leave more room: 7 errors are much for one of Student's laws and not for the other. */
    @Test
    void risksOfTooFewPromptsMayLieFartherApart() {
        assertThat(report(2, sampled("a", risk(7), TheoryTest.Law.CALIBRATED, 0))
                        .problems())
                .isNotEmpty();
        assertThat(report(2, sampled("a", risk(7), TheoryTest.Law.HEAVY, 0)).problems())
                .isEmpty();
        assertThat(report(2, sampled("a", risk(14), TheoryTest.Law.HEAVY, 0)).problems())
                .isNotEmpty();
    }

    /** Trained models may be worse than the best, not better. */
    @Test
    void trainedRisksMayLieAboveTheExactOnesOnly() {
        Findings findings = report(
                2, sampled("a", risk(30), TheoryTest.Law.HEAVY, 1), sampled("b", risk(-30), TheoryTest.Law.HEAVY, 1));
        assertThat(findings.problems()).singleElement().asString().startsWith("cell b: its trained risk 1.4 is -30.0 ");
        assertThat(findings.notes()).as("the power is that for simulated risks").isEmpty();
    }

    /** The best of many restarts is below the exact risk by chance more often than one of them. */
    @Test
    void theBestOfManyRestartsMayLieLower() {
        assertThat(report(2, sampled("a", risk(-9), TheoryTest.Law.HEAVY, 1)).problems())
                .isNotEmpty();
        assertThat(report(2, sampled("a", risk(-9), TheoryTest.Law.HEAVY, 100)).problems())
                .isEmpty();
    }

    /** Without chance the sums of single precision still are not exact; a risk that was lost is not taken for one. */
    @Test
    void risksWithoutChanceAgreeToSinglePrecision() {
        SidedErrors none = new SidedErrors(0, 0);
        assertThat(report(0.1, new TheoryTest.Sampled("a", 0.1f, none, TheoryTest.Law.CALIBRATED, 0))
                        .problems())
                .isEmpty();
        assertThat(report(0, new TheoryTest.Sampled("a", 0, none, TheoryTest.Law.CALIBRATED, 0))
                        .problems())
                .isEmpty();
        assertThat(report(1e-50, new TheoryTest.Sampled("a", 0, none, TheoryTest.Law.CALIBRATED, 0))
                        .problems())
                .isNotEmpty();
        assertThat(report(0.1, new TheoryTest.Sampled("a", 0.1001, none, TheoryTest.Law.CALIBRATED, 0))
                        .problems())
                .isNotEmpty();
    }

    @Test
    void thePowerIsSaid() {
        assertThat(report(2, sampled("a", 2, TheoryTest.Law.CALIBRATED, 0)).notes())
                .containsExactly(
                        "an error of the exact risk in one cell is found with probability 0.99 when it is 6.5 % of the"
                                + " risk (median of 1 cells; from 6.5 % to 6.5 %)");
    }

    @Test
    void risksOfEarlierVersionsAreNotCompared() throws IOException {
        TableFixture.publish(table(), "small", TableFixture.ok(3, 1), TableFixture.trained(3, 0.5, 0.001));
        Findings findings = Verification.of(table());
        assertThat(findings.problems()).isEmpty();
        assertThat(findings.notes())
                .contains(
                        "1 sampled risks of an earlier version were not compared with theory: they have no error_below and"
                                + " error_above");
    }

    @Test
    void trainedLayersMayLieBelowTheRiskOfAStepAlone() {
        TheoryTest theory = new TheoryTest();
        theory.addSampled(ofRestarts("layer", 1));
        theory.addReduced("layer", 2);
        Findings findings = new Findings();
        theory.report(findings);
        assertThat(findings.problems()).isEmpty();
        theory.addSampled(ofRestarts("step", 0));
        theory.addReduced("step", 2);
        theory.report(findings);
        assertThat(findings.problems()).isNotEmpty();
    }

    private static TheoryTest.Sampled ofRestarts(String cell, int restarts) {
        return new TheoryTest.Sampled(cell, 1.92, new SidedErrors(0.01, 0.01), TheoryTest.Law.HEAVY, restarts);
    }
}
