package icl.core.random;

/**
 * {@link LaneKernel} in plain Java, used without the Vector API and as the reference for {@link VectorLanes} in tests.
 */
final class ScalarLanes implements LaneKernel {
    @Override
    public void words(int[] key, long firstPrompt, int block, int[] words, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            for (int b = 0; b < 2; b++) {
                int from = at + 4 * b * LANES + lane;
                words[from] = (int) firstPrompt + lane;
                words[from + LANES] = (int) (firstPrompt >>> 32);
                words[from + 2 * LANES] = block + b;
                words[from + 3 * LANES] = 0;
                Threefry.encrypt(key, words, from, LANES);
            }
        }
    }

    @Override
    public void radii(int[] words, int from, float[] radii) {
        for (int lane = 0; lane < LANES; lane++) {
            radii[lane] = BoxMuller.radius(words[from + lane]);
        }
    }

    @Override
    public void normals(int[] words, int from, float[] radii, float[] normals, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            normals[at + lane] = BoxMuller.first(words[from + lane], radii[lane]);
            normals[at + LANES + lane] = BoxMuller.second(words[from + lane], radii[lane]);
        }
    }

    @Override
    public boolean chiSquares(
            float[] normals, int from, int[] words, int wordsFrom, float c, float d, float[] out, int at) {
        boolean all = true;
        for (int lane = 0; lane < LANES; lane++) {
            out[at + lane] = ChiSquareRejection.quick(normals[from + lane], words[wordsFrom + lane], c, d);
            all &= out[at + lane] > 0;
        }
        return all;
    }
}
