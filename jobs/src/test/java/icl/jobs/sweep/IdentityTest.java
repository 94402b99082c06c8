package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.model.Question;
import icl.core.records.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One question has one identity, however and wherever it is asked. */
class IdentityTest {
    private static final String IID = "design: iid\ndim: 5\nlength: 10\nnoise_variance: 0.5\n";

    @Test
    void itNeverChanges() {
        assertThat(Sweeps.ids(Sweeps.grid(IID))).containsExactly("d7c5ba076290df348a839718b1a038f6");
    }

    @Test
    void itIsTheBeginningOfTheHashOfTheCanonicalText() throws Exception {
        String text = "{\"design\":{\"dim\":5,\"feature_covariance\":\"identity\",\"kind\":\"iid\",\"length\":10,"
                + "\"noise_variance\":0.5,\"task_covariance\":\"identity\"},\"loss\":\"query\","
                + "\"predictor\":{\"kind\":\"attention\"}}";
        byte[] hash = java.security.MessageDigest.getInstance("SHA-256")
                .digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String hex = java.util.HexFormat.of().formatHex(hash, 0, 16);
        assertThat(Sweeps.ids(Sweeps.grid(IID))).containsExactly(hex);
    }

    @Test
    void theOrderOfKeysDoesNotMatter() {
        assertSame(IID, "noise_variance: 0.5\nlength: 10\ndim: 5\ndesign: iid\n");
    }

    @Test
    void theWayANumberIsWrittenDoesNotMatter() {
        assertSame(IID, "design: iid\ndim: 5.0\nlength: 1e1\nnoise_variance: 5e-1\n");
        assertSame(
                "design: iid\ndim: 5\nlength: 10\nnoise_variance: 0\n",
                "design: iid\ndim: 5\nlength: 10\nnoise_variance: -0.0\n");
    }

    @Test
    void differentDoublesAreDifferentHoweverClose() {
        double next = Math.nextUp(0.5);
        assertThat(id(IID)).isNotEqualTo(id(IID.replace("0.5", Double.toString(next))));
    }

    @Test
    void aRankEqualToDimIsNoRank() {
        assertSame(IID, IID + "rank: 5");
        assertSame(IID, IID + "rank: [null]");
        assertThat(id(IID)).isNotEqualTo(id(IID + "rank: 4"));
    }

    @Test
    void covariancesThatAreEqualAreOne() {
        assertSame(IID, IID + "feature_covariance: identity");
        assertSame(IID, IID + "feature_covariance: {power_law: 0}");
        assertSame(IID, IID + "feature_covariance: {diagonal: [1, 1, 1, 1, 1.0]}");
        assertSame(IID + "feature_covariance: {power_law: 2}", IID + "feature_covariance: {power_law: {exponent: 2}}");
        String identity =
                "{matrix: [[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 0, 0, 0, 1]]}";
        assertSame(IID, IID + "task_covariance: " + identity);
    }

    @Test
    void equalNoiseAtEveryPositionIsOneNumber() {
        assertSame(IID, IID.replace("0.5", "[[0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]]"));
    }

    @Test
    void theDefaultsMayBeWrittenOut() {
        assertSame(IID, IID + "architecture: attention\nloss: query");
    }

    @Test
    void independentDataHaveNoAlpha() {
        String grid = IID.replace("iid", "[iid, retrieval]") + "alpha: [0, 0.5, 1]";
        assertThat(Sweeps.ids(Sweeps.grid(grid)).subList(0, 3)).containsOnly(id(IID));
        assertThat(Sweeps.ids(Sweeps.grid(grid)).subList(3, 6))
                .doesNotContain(id(IID))
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherSweepAsksTheSameQuestion() {
        Sweep other = Sweeps.of("""
                name: other
                seed: 7
                measures: {paper: {}}
                grid:
                  union: [{design: drift, task_correlation: linear_drift}, {design: iid}]
                  dim: 5
                  length: 10
                  noise_variance: [0.5, 0.25]
                """);
        assertThat(Sweeps.ids(other)).contains(id(IID));
    }

    @Test
    void aQuestionAsJsonHasTheIdentityOfItsCell() {
        Map<String, Object> design = Map.of("kind", "iid", "dim", 5, "length", 10L, "noise_variance", 0.5f);
        assertThat(Cell.of(Records.read(Question.class, Map.of("design", design)))
                        .id())
                .isEqualTo(id(IID));
    }

    @Test
    void aBaseTakesWhatItDoesNotMentionFromTheCell() {
        String lora = IID + "architecture: lora\nrank: 1\nfeature_covariance: {power_law: 1}\nbase: ";
        assertSame(lora + "iid", lora + "{kind: iid}");
        assertSame(
                lora + "{kind: iid, feature_covariance: identity}",
                lora + "{kind: iid, dim: 5, length: 10, noise_variance: 0.5, feature_covariance: identity}");
        assertSame(
                lora + "{kind: retrieval, alpha: 0.25}",
                lora + "{kind: retrieval, alpha: 0.25, feature_covariance: {power_law: 1}, length: 10}");
        assertThat(id(lora + "iid")).isNotEqualTo(id(lora + "{kind: iid, length: 11}"));
    }

    @Test
    void aMeasureKeepsItsIdentityUntilItsSettingsChange() {
        assertThat(new ExactMeasure().id(1)).isEqualTo(new ExactMeasure().id(2)).hasSize(16);
        assertThat(new ExactMeasure().id(1)).isNotEqualTo(new PaperMeasure().id(1));
    }

    @Test
    void identitiesAreReadBack() {
        CellId id = CellId.parse("00112233445566778899aabbccddeeff");
        assertThat(id).hasToString("00112233445566778899aabbccddeeff");
    }

    private static String id(String grid) {
        List<String> ids = Sweeps.ids(Sweeps.grid(grid));
        assertThat(ids).hasSize(1);
        return ids.get(0);
    }

    private static void assertSame(String grid, String other) {
        assertThat(id(grid)).isEqualTo(id(other));
    }
}
