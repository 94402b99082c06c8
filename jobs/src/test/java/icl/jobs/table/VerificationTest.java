package icl.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
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

    private static Findings theory(int cells, double bias, double outlier, SplittableRandom random) {
        TheoryTest theory = new TheoryTest();
        for (int i = 0; i < cells; i++) {
            double z = gaussian(random) + bias + (i == 0 ? outlier : 0);
            theory.addSampled("cell" + i, false, 2 + 0.01 * z, 0.01);
            theory.addSampled("cell" + i, true, 2 + 0.01 * (Math.abs(gaussian(random)) + 3), 0.01);
            theory.addExact("cell" + i, 2);
        }
        Findings findings = new Findings();
        theory.report(findings);
        return findings;
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** 2,000 tables without an error: alarms are binomial with p <= 1e-3. More than 10 come with probability 1e-5; so does this test's failure. */
    @Test
    void tablesWithoutAnErrorHardlyEverAlarm() {
        SplittableRandom random = new SplittableRandom(1);
        int alarms = 0;
        for (int i = 0; i < 2000; i++) {
            alarms += theory(50, 0, 0, random).problems().isEmpty() ? 0 : 1;
        }
        assertThat(alarms).isLessThanOrEqualTo(10);
    }

    /** One cell that is 7 standard errors off, and all cells 0.5 off (chi-square of 400 with 1.25 times its mean): found with probability above 0.99. */
    @Test
    void errorsOfTheoryAreFound() {
        SplittableRandom random = new SplittableRandom(2);
        assertThat(theory(50, 0, 7, random).problems())
                .isNotEmpty()
                .first()
                .asString()
                .startsWith("cell cell0: ");
        assertThat(theory(400, 0.7, 0, random).problems())
                .anyMatch(problem -> problem.startsWith("simulated risks: the squares of 400 deviations"));
    }

    /** Trained models may be worse than the best, not better: 8 standard errors below alarm. */
    @Test
    void trainedRisksMayLieAboveTheExactOnesOnly() {
        TheoryTest theory = new TheoryTest();
        theory.addSampled("a", true, 2.1, 0.01);
        theory.addSampled("b", true, 1.92, 0.01);
        theory.addExact("a", 2);
        theory.addExact("b", 2);
        Findings findings = new Findings();
        theory.report(findings);
        assertThat(findings.problems()).singleElement().asString().startsWith("cell b: its trained risk 1.92 is -8.0");
    }

    @Test
    void trainedLayersMayLieBelowTheRiskOfAStepAlone() {
        TheoryTest theory = new TheoryTest();
        theory.addSampled("layer", true, 1.92, 0.01);
        theory.addReduced("layer", 2);
        Findings findings = new Findings();
        theory.report(findings);
        assertThat(findings.problems()).isEmpty();
        theory.addSampled("step", false, 1.92, 0.01);
        theory.addReduced("step", 2);
        theory.report(findings);
        assertThat(findings.problems()).isNotEmpty();
    }
}
