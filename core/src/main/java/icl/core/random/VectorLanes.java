package icl.core.random;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.SQRT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LaneKernel} by the Vector API, about ten times as fast as {@link ScalarLanes} with the same bits: every
 * operation is rounded correctly by IEEE 754, in the same order. The rounds are unrolled, since C2 does not keep
 * vectors in registers in a loop over rounds. No method takes or returns a vector, since vectors passed to a method
 * that is not inlined are allocated on the heap.
 */
final class VectorLanes implements LaneKernel {
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

    @Override
    public void words(int[] key, long firstPrompt, int block, int[] words, int at) {
        int k0 = key[0];
        int k1 = key[1];
        int k2 = key[2];
        int k3 = key[3];
        int k4 = Threefry.PARITY ^ k0 ^ k1 ^ k2 ^ k3;
        begin((int) firstPrompt + k0, (int) (firstPrompt >>> 32) + k1, block + k2, k3, words, at);
        begin((int) firstPrompt + k0, (int) (firstPrompt >>> 32) + k1, block + 1 + k2, k3, words, at + 4 * LANES);
        evenRounds(words, at, k1, k2, k3, k4 + 1);
        oddRounds(words, at, k2, k3, k4, k0 + 2);
        evenRounds(words, at, k3, k4, k0, k1 + 3);
        oddRounds(words, at, k4, k0, k1, k2 + 4);
        evenRounds(words, at, k0, k1, k2, k3 + 5);
    }

    /** The counters of a block plus the key. */
    private static void begin(int a, int b, int c, int d, int[] words, int at) {
        for (int lane = 0; lane < LANES; lane += INTS.length()) {
            IntVector.fromArray(INTS, NUMBERS, lane).add(a).intoArray(words, at + lane);
            IntVector.broadcast(INTS, b).intoArray(words, at + LANES + lane);
            IntVector.broadcast(INTS, c).intoArray(words, at + 2 * LANES + lane);
            IntVector.broadcast(INTS, d).intoArray(words, at + 3 * LANES + lane);
        }
    }

    /** Rounds 0 to 3 of eight, then the addition of the key. */
    private static void evenRounds(int[] words, int at, int k0, int k1, int k2, int k3) {
        for (int block = at; block < at + ROWS * LANES; block += 4 * LANES) {
            for (int lane = block; lane < block + LANES; lane += INTS.length()) {
                IntVector a = IntVector.fromArray(INTS, words, lane);
                IntVector b = IntVector.fromArray(INTS, words, lane + LANES);
                IntVector c = IntVector.fromArray(INTS, words, lane + 2 * LANES);
                IntVector d = IntVector.fromArray(INTS, words, lane + 3 * LANES);
                a = a.add(b);
                b = b.lanewise(ROL, 10).lanewise(XOR, a);
                c = c.add(d);
                d = d.lanewise(ROL, 26).lanewise(XOR, c);
                a = a.add(d);
                d = d.lanewise(ROL, 11).lanewise(XOR, a);
                c = c.add(b);
                b = b.lanewise(ROL, 21).lanewise(XOR, c);
                a = a.add(b);
                b = b.lanewise(ROL, 13).lanewise(XOR, a);
                c = c.add(d);
                d = d.lanewise(ROL, 27).lanewise(XOR, c);
                a = a.add(d);
                d = d.lanewise(ROL, 23).lanewise(XOR, a);
                c = c.add(b);
                b = b.lanewise(ROL, 5).lanewise(XOR, c);
                a.add(k0).intoArray(words, lane);
                b.add(k1).intoArray(words, lane + LANES);
                c.add(k2).intoArray(words, lane + 2 * LANES);
                d.add(k3).intoArray(words, lane + 3 * LANES);
            }
        }
    }

    /** Rounds 4 to 7 of eight, then the addition of the key. */
    private static void oddRounds(int[] words, int at, int k0, int k1, int k2, int k3) {
        for (int block = at; block < at + ROWS * LANES; block += 4 * LANES) {
            for (int lane = block; lane < block + LANES; lane += INTS.length()) {
                IntVector a = IntVector.fromArray(INTS, words, lane);
                IntVector b = IntVector.fromArray(INTS, words, lane + LANES);
                IntVector c = IntVector.fromArray(INTS, words, lane + 2 * LANES);
                IntVector d = IntVector.fromArray(INTS, words, lane + 3 * LANES);
                a = a.add(b);
                b = b.lanewise(ROL, 6).lanewise(XOR, a);
                c = c.add(d);
                d = d.lanewise(ROL, 20).lanewise(XOR, c);
                a = a.add(d);
                d = d.lanewise(ROL, 17).lanewise(XOR, a);
                c = c.add(b);
                b = b.lanewise(ROL, 11).lanewise(XOR, c);
                a = a.add(b);
                b = b.lanewise(ROL, 25).lanewise(XOR, a);
                c = c.add(d);
                d = d.lanewise(ROL, 10).lanewise(XOR, c);
                a = a.add(d);
                d = d.lanewise(ROL, 18).lanewise(XOR, a);
                c = c.add(b);
                b = b.lanewise(ROL, 20).lanewise(XOR, c);
                a.add(k0).intoArray(words, lane);
                b.add(k1).intoArray(words, lane + LANES);
                c.add(k2).intoArray(words, lane + 2 * LANES);
                d.add(k3).intoArray(words, lane + 3 * LANES);
            }
        }
    }

    @Override
    public void radii(int[] words, int from, float[] radii) {
        for (int lane = 0; lane < LANES; lane += FLOATS.length()) {
            IntVector word = IntVector.fromArray(INTS, words, from + lane).lanewise(LSHR, 1);
            FloatVector u = ((FloatVector) word.convert(I2F, 0))
                    .fma(
                            FloatVector.broadcast(FLOATS, BoxMuller.UNIT),
                            FloatVector.broadcast(FLOATS, BoxMuller.HALF_UNIT));
            IntVector bits = u.reinterpretAsInts();
            IntVector exponent = bits.sub(BoxMuller.ROOT_HALF_BITS).lanewise(ASHR, 23);
            FloatVector x =
                    bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
            FloatVector p = FloatVector.broadcast(FLOATS, BoxMuller.L8)
                    .fma(x, FloatVector.broadcast(FLOATS, BoxMuller.L7))
                    .fma(x, FloatVector.broadcast(FLOATS, BoxMuller.L6))
                    .fma(x, FloatVector.broadcast(FLOATS, BoxMuller.L5))
                    .fma(x, FloatVector.broadcast(FLOATS, BoxMuller.L4))
                    .fma(x, FloatVector.broadcast(FLOATS, BoxMuller.L3))
                    .fma(x, FloatVector.broadcast(FLOATS, BoxMuller.L2))
                    .fma(x, FloatVector.broadcast(FLOATS, BoxMuller.L1))
                    .fma(x, FloatVector.broadcast(FLOATS, BoxMuller.L0));
            FloatVector square = x.mul(x);
            FloatVector log = p.mul(x).fma(square, square.mul(-0.5f)).add(x);
            ((FloatVector) exponent.convert(I2F, 0))
                    .fma(FloatVector.broadcast(FLOATS, BoxMuller.LOG_2), log)
                    .mul(-2f)
                    .max(0f)
                    .lanewise(SQRT)
                    .intoArray(radii, lane);
        }
    }

    @Override
    public void normals(int[] words, int from, float[] radii, float[] normals, int at) {
        for (int lane = 0; lane < LANES; lane += FLOATS.length()) {
            IntVector word = IntVector.fromArray(INTS, words, from + lane);
            FloatVector t = ((FloatVector) word.lanewise(LSHL, 2).convert(I2F, 0)).mul(BoxMuller.ANGLE_UNIT);
            FloatVector square = t.mul(t);
            FloatVector sine = FloatVector.broadcast(FLOATS, BoxMuller.S2)
                    .fma(square, FloatVector.broadcast(FLOATS, BoxMuller.S1))
                    .fma(square, FloatVector.broadcast(FLOATS, BoxMuller.S0))
                    .mul(square)
                    .fma(t, t);
            FloatVector cosine = FloatVector.broadcast(FLOATS, BoxMuller.C2)
                    .fma(square, FloatVector.broadcast(FLOATS, BoxMuller.C1))
                    .fma(square, FloatVector.broadcast(FLOATS, BoxMuller.C0))
                    .mul(square)
                    .fma(square, square.mul(-0.5f))
                    .add(1f);
            FloatVector radius = FloatVector.fromArray(FLOATS, radii, lane)
                    .reinterpretAsInts()
                    .lanewise(XOR, word.lanewise(AND, Integer.MIN_VALUE))
                    .reinterpretAsFloats();
            VectorMask<Float> swap = word.lanewise(LSHL, 1).compare(LT, 0).cast(FLOATS);
            cosine.blend(sine, swap).mul(radius).intoArray(normals, at + lane);
            sine.blend(cosine, swap).mul(radius).intoArray(normals, at + LANES + lane);
        }
    }

    @Override
    public boolean chiSquares(
            float[] normals, int from, int[] words, int wordsFrom, float c, float d, float[] out, int at) {
        boolean all = true;
        for (int lane = 0; lane < LANES; lane += FLOATS.length()) {
            FloatVector x = FloatVector.fromArray(FLOATS, normals, from + lane);
            FloatVector w = x.mul(c);
            FloatVector square = w.mul(w);
            FloatVector root = x.fma(FloatVector.broadcast(FLOATS, c), FloatVector.broadcast(FLOATS, 1f));
            IntVector word = IntVector.fromArray(INTS, words, wordsFrom + lane).lanewise(LSHR, 1);
            FloatVector u = ((FloatVector) word.convert(I2F, 0))
                    .fma(
                            FloatVector.broadcast(FLOATS, BoxMuller.UNIT),
                            FloatVector.broadcast(FLOATS, BoxMuller.HALF_UNIT));
            VectorMask<Float> accepted = square.mul(square)
                    .fma(FloatVector.broadcast(FLOATS, ChiSquareRejection.BOUND * d), u)
                    .compare(LT, 1f)
                    .and(root.compare(GT, 0.5f));
            FloatVector.zero(FLOATS)
                    .blend(root.mul(root).mul(root).mul(2 * d), accepted)
                    .intoArray(out, at + lane);
            all &= accepted.allTrue();
        }
        return all;
    }
}
