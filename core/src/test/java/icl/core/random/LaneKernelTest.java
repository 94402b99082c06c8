package icl.core.random;

import static icl.core.random.LaneRandom.LANES;
import static org.assertj.core.api.Assertions.assertThat;

import icl.core.linalg.VectorApi;
import org.junit.jupiter.api.Test;

class LaneKernelTest {
    private static final StreamKey KEY = StreamKey.of(20261125).child("kernels");

    @Test
    void testsRunOnTheVectorApi() {
        assertThat(VectorApi.isOn()).isTrue();
        assertThat(LaneKernel.BEST).isInstanceOf(VectorLanes.class);
    }

    @Test
    void vectorAndScalarCodeGiveTheSameBits() {
        for (long prompt : new long[] {0, LANES, (1L << 32) - LANES, 1L << 32, (1L << 62) + 3L * LANES}) {
            for (int trial = 0; trial < 20; trial++) {
                float[] vector = draw(new VectorLanes(), prompt, trial);
                float[] scalar = draw(new ScalarLanes(), prompt, trial);
                assertThat(vector).as("prompt %d, trial %d", prompt, trial).containsExactly(scalar);
            }
        }
    }

    private static float[] draw(LaneKernel kernel, long prompt, int trial) {
        LaneRandom random = new LaneRandom(KEY.child(trial), kernel);
        float[] rows = new float[200 * LANES];
        random.start(prompt);
        random.normals(rows, 40);
        random.chiSquares(19, 20, rows, 40 * LANES);
        random.chiSquares(1000 + trial, 10, rows, 60 * LANES);
        return rows;
    }

    @Test
    void everyWordIsMadeIntoTheSameNormal() {
        LaneKernel vector = new VectorLanes();
        int[] words = new int[LANES];
        float[] radii = new float[LANES];
        float[] normals = new float[2 * LANES];
        for (long word = Integer.MIN_VALUE; word <= Integer.MAX_VALUE; word += 100003L * LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                words[lane] = (int) (word + 100003L * lane);
            }
            vector.radii(words, 0, radii);
            vector.normals(words, 0, radii, normals, 0);
            for (int lane = 0; lane < LANES; lane++) {
                assertThat(radii[lane]).isEqualTo(BoxMuller.radius(words[lane]));
                assertThat(normals[lane]).isEqualTo(BoxMuller.first(words[lane], radii[lane]));
                assertThat(normals[LANES + lane]).isEqualTo(BoxMuller.second(words[lane], radii[lane]));
            }
        }
    }

    @Test
    void aNormalIsRightToSinglePrecision() {
        double worst = 0;
        for (long word = Integer.MIN_VALUE; word <= Integer.MAX_VALUE; word += 10007) {
            int w = (int) word;
            double u = ((w >>> 1) + 0.5) * 0x1p-31;
            double square = -2 * Math.log(u); // u itself is rounded to 2^-25
            double radius = BoxMuller.radius(w);
            worst = Math.max(worst, Math.abs(radius * radius - square) / Math.max(square, 1));
            double angle = Math.hypot(BoxMuller.first(w, 1), BoxMuller.second(w, 1)) - 1;
            worst = Math.max(worst, Math.abs(angle));
        }
        assertThat(worst).isLessThan(4e-7);
    }

    @Test
    void lanesAreThePromptsOfTheirNumbers() {
        float[] both = new float[8 * LANES];
        float[] second = new float[8 * LANES];
        LaneRandom random = new LaneRandom(KEY);
        random.start(0);
        random.normals(both, 8);
        random.start(LANES);
        random.normals(second, 8);
        assertThat(second[0]).isNotEqualTo(both[0]);
        int[] words = {LANES, 0, 0, 0};
        Threefry.encrypt(KEY.words(), words, 0);
        assertThat(second[0]).isEqualTo(BoxMuller.first(words[1], BoxMuller.radius(words[0])));
    }
}
