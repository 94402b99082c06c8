package icl.core.random;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.ASHR;
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
 * Lanes by the Vector API, some ten times as fast as {@link ScalarLanes} and the same bits: every operation is one that IEEE
 * 754 rounds correctly, in the same order. Methods are small because C2 keeps vectors in registers only there; the rounds are
 * written out because it does not keep them there through a loop.
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
        for (int lane = 0; lane < LANES; lane += INTS.length()) {
            IntVector a = IntVector.fromArray(INTS, LaneKernel.NUMBERS, lane).add((int) firstPrompt + k0);
            IntVector b = IntVector.broadcast(INTS, (int) (firstPrompt >>> 32) + k1);
            IntVector c = IntVector.broadcast(INTS, block + k2);
            IntVector d = IntVector.broadcast(INTS, k3);
            IntVector e = a;
            IntVector f = b;
            IntVector g = IntVector.broadcast(INTS, block + 1 + k2);
            IntVector h = d;
            a = a.add(b);
            b = mixed(b, 10, a);
            c = c.add(d);
            d = mixed(d, 26, c);
            e = e.add(f);
            f = mixed(f, 10, e);
            g = g.add(h);
            h = mixed(h, 26, g);
            a = a.add(d);
            d = mixed(d, 11, a);
            c = c.add(b);
            b = mixed(b, 21, c);
            e = e.add(h);
            h = mixed(h, 11, e);
            g = g.add(f);
            f = mixed(f, 21, g);
            a = a.add(b);
            b = mixed(b, 13, a);
            c = c.add(d);
            d = mixed(d, 27, c);
            e = e.add(f);
            f = mixed(f, 13, e);
            g = g.add(h);
            h = mixed(h, 27, g);
            a = a.add(d);
            d = mixed(d, 23, a);
            c = c.add(b);
            b = mixed(b, 5, c);
            e = e.add(h);
            h = mixed(h, 23, e);
            g = g.add(f);
            f = mixed(f, 5, g);
            a = a.add(k1);
            b = b.add(k2);
            c = c.add(k3);
            d = d.add(k4 + 1);
            e = e.add(k1);
            f = f.add(k2);
            g = g.add(k3);
            h = h.add(k4 + 1);
            a = a.add(b);
            b = mixed(b, 6, a);
            c = c.add(d);
            d = mixed(d, 20, c);
            e = e.add(f);
            f = mixed(f, 6, e);
            g = g.add(h);
            h = mixed(h, 20, g);
            a = a.add(d);
            d = mixed(d, 17, a);
            c = c.add(b);
            b = mixed(b, 11, c);
            e = e.add(h);
            h = mixed(h, 17, e);
            g = g.add(f);
            f = mixed(f, 11, g);
            a = a.add(b);
            b = mixed(b, 25, a);
            c = c.add(d);
            d = mixed(d, 10, c);
            e = e.add(f);
            f = mixed(f, 25, e);
            g = g.add(h);
            h = mixed(h, 10, g);
            a = a.add(d);
            d = mixed(d, 18, a);
            c = c.add(b);
            b = mixed(b, 20, c);
            e = e.add(h);
            h = mixed(h, 18, e);
            g = g.add(f);
            f = mixed(f, 20, g);
            a = a.add(k2);
            b = b.add(k3);
            c = c.add(k4);
            d = d.add(k0 + 2);
            e = e.add(k2);
            f = f.add(k3);
            g = g.add(k4);
            h = h.add(k0 + 2);
            a = a.add(b);
            b = mixed(b, 10, a);
            c = c.add(d);
            d = mixed(d, 26, c);
            e = e.add(f);
            f = mixed(f, 10, e);
            g = g.add(h);
            h = mixed(h, 26, g);
            a = a.add(d);
            d = mixed(d, 11, a);
            c = c.add(b);
            b = mixed(b, 21, c);
            e = e.add(h);
            h = mixed(h, 11, e);
            g = g.add(f);
            f = mixed(f, 21, g);
            a = a.add(b);
            b = mixed(b, 13, a);
            c = c.add(d);
            d = mixed(d, 27, c);
            e = e.add(f);
            f = mixed(f, 13, e);
            g = g.add(h);
            h = mixed(h, 27, g);
            a = a.add(d);
            d = mixed(d, 23, a);
            c = c.add(b);
            b = mixed(b, 5, c);
            e = e.add(h);
            h = mixed(h, 23, e);
            g = g.add(f);
            f = mixed(f, 5, g);
            a = a.add(k3);
            b = b.add(k4);
            c = c.add(k0);
            d = d.add(k1 + 3);
            e = e.add(k3);
            f = f.add(k4);
            g = g.add(k0);
            h = h.add(k1 + 3);
            a = a.add(b);
            b = mixed(b, 6, a);
            c = c.add(d);
            d = mixed(d, 20, c);
            e = e.add(f);
            f = mixed(f, 6, e);
            g = g.add(h);
            h = mixed(h, 20, g);
            a = a.add(d);
            d = mixed(d, 17, a);
            c = c.add(b);
            b = mixed(b, 11, c);
            e = e.add(h);
            h = mixed(h, 17, e);
            g = g.add(f);
            f = mixed(f, 11, g);
            a = a.add(b);
            b = mixed(b, 25, a);
            c = c.add(d);
            d = mixed(d, 10, c);
            e = e.add(f);
            f = mixed(f, 25, e);
            g = g.add(h);
            h = mixed(h, 10, g);
            a = a.add(d);
            d = mixed(d, 18, a);
            c = c.add(b);
            b = mixed(b, 20, c);
            e = e.add(h);
            h = mixed(h, 18, e);
            g = g.add(f);
            f = mixed(f, 20, g);
            a = a.add(k4);
            b = b.add(k0);
            c = c.add(k1);
            d = d.add(k2 + 4);
            e = e.add(k4);
            f = f.add(k0);
            g = g.add(k1);
            h = h.add(k2 + 4);
            a = a.add(b);
            b = mixed(b, 10, a);
            c = c.add(d);
            d = mixed(d, 26, c);
            e = e.add(f);
            f = mixed(f, 10, e);
            g = g.add(h);
            h = mixed(h, 26, g);
            a = a.add(d);
            d = mixed(d, 11, a);
            c = c.add(b);
            b = mixed(b, 21, c);
            e = e.add(h);
            h = mixed(h, 11, e);
            g = g.add(f);
            f = mixed(f, 21, g);
            a = a.add(b);
            b = mixed(b, 13, a);
            c = c.add(d);
            d = mixed(d, 27, c);
            e = e.add(f);
            f = mixed(f, 13, e);
            g = g.add(h);
            h = mixed(h, 27, g);
            a = a.add(d);
            d = mixed(d, 23, a);
            c = c.add(b);
            b = mixed(b, 5, c);
            e = e.add(h);
            h = mixed(h, 23, e);
            g = g.add(f);
            f = mixed(f, 5, g);
            a = a.add(k0);
            b = b.add(k1);
            c = c.add(k2);
            d = d.add(k3 + 5);
            e = e.add(k0);
            f = f.add(k1);
            g = g.add(k2);
            h = h.add(k3 + 5);
            int to = at + lane;
            a.intoArray(words, to);
            b.intoArray(words, to + LANES);
            c.intoArray(words, to + 2 * LANES);
            d.intoArray(words, to + 3 * LANES);
            e.intoArray(words, to + 4 * LANES);
            f.intoArray(words, to + 5 * LANES);
            g.intoArray(words, to + 6 * LANES);
            h.intoArray(words, to + 7 * LANES);
        }
    }

    private static IntVector mixed(IntVector word, int rotation, IntVector other) {
        return word.lanewise(ROL, rotation).lanewise(XOR, other);
    }

    @Override
    public void radii(int[] words, int from, float[] radii) {
        for (int lane = 0; lane < LANES; lane += FLOATS.length()) {
            minusTwoLog(uniform(IntVector.fromArray(INTS, words, from + lane)))
                    .lanewise(SQRT)
                    .intoArray(radii, lane);
        }
    }

    private static FloatVector uniform(IntVector word) {
        return real(word.lanewise(LSHR, 1)).fma(number(Normals.UNIT), number(Normals.HALF_UNIT));
    }

    private static FloatVector minusTwoLog(FloatVector u) {
        IntVector bits = u.reinterpretAsInts();
        IntVector exponent = bits.sub(Normals.ROOT_HALF_BITS).lanewise(ASHR, 23);
        FloatVector x =
                bits.sub(exponent.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1f);
        FloatVector p = number(Normals.L8)
                .fma(x, number(Normals.L7))
                .fma(x, number(Normals.L6))
                .fma(x, number(Normals.L5))
                .fma(x, number(Normals.L4))
                .fma(x, number(Normals.L3))
                .fma(x, number(Normals.L2))
                .fma(x, number(Normals.L1))
                .fma(x, number(Normals.L0));
        FloatVector square = x.mul(x);
        FloatVector log = p.mul(x).fma(square, square.mul(-0.5f)).add(x);
        return real(exponent).fma(number(Normals.LOG_2), log).mul(-2f).max(0f);
    }

    @Override
    public void normals(int[] words, int from, float[] radii, float[] normals, int at) {
        for (int lane = 0; lane < LANES; lane += FLOATS.length()) {
            IntVector word = IntVector.fromArray(INTS, words, from + lane);
            FloatVector t = real(word.lanewise(LSHL, 2)).mul(Normals.ANGLE_UNIT);
            FloatVector square = t.mul(t);
            FloatVector sine = sine(t, square);
            FloatVector cosine = cosine(square);
            FloatVector radius = FloatVector.fromArray(FLOATS, radii, lane)
                    .reinterpretAsInts()
                    .lanewise(XOR, word.lanewise(AND, Integer.MIN_VALUE))
                    .reinterpretAsFloats();
            VectorMask<Float> swap = word.lanewise(LSHL, 1).compare(LT, 0).cast(FLOATS);
            cosine.blend(sine, swap).mul(radius).intoArray(normals, at + lane);
            sine.blend(cosine, swap).mul(radius).intoArray(normals, at + LANES + lane);
        }
    }

    private static FloatVector sine(FloatVector t, FloatVector square) {
        return number(Normals.S2)
                .fma(square, number(Normals.S1))
                .fma(square, number(Normals.S0))
                .mul(square)
                .fma(t, t);
    }

    private static FloatVector cosine(FloatVector square) {
        return number(Normals.C2)
                .fma(square, number(Normals.C1))
                .fma(square, number(Normals.C0))
                .mul(square)
                .fma(square, square.mul(-0.5f))
                .add(1f);
    }

    private static FloatVector number(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    private static FloatVector real(IntVector integers) {
        return (FloatVector) integers.convert(I2F, 0);
    }
}
