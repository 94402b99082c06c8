package icl.core.random;

/**
 * The counter-based generator Threefry4x32-20: random words as a function of a key and a counter, both of four words.
 * It has no state, so words do not depend on the order in which threads, lanes or machines compute them.
 *
 * @see <a href="https://doi.org/10.1145/2063384.2063405">Salmon, Moraes, Dror and Shaw (2011)</a>
 */
public final class Threefry {
    static final int ROUNDS = 20;

    /** The constant for the fifth word of the key schedule, from Skein. */
    static final int PARITY = 0x1BD11BDA;

    private static final int[] FIRST_ROTATION = {10, 11, 13, 23, 6, 17, 25, 18};
    private static final int[] SECOND_ROTATION = {26, 21, 27, 5, 20, 11, 10, 20};

    private Threefry() {}

    /** Rotation of the first pair of words in a round. */
    static int first(int round) {
        return FIRST_ROTATION[round % 8];
    }

    /** Rotation of the second pair of words in a round. */
    static int second(int round) {
        return SECOND_ROTATION[round % 8];
    }

    /** Encrypts the counter, four words from {@code at} on, in place. */
    static void encrypt(int[] key, int[] words, int at) {
        encrypt(key, words, at, 1);
    }

    /** Encrypts the counter in place, for words that are {@code stride} apart. */
    static void encrypt(int[] key, int[] words, int at, int stride) {
        int k4 = PARITY ^ key[0] ^ key[1] ^ key[2] ^ key[3];
        int a = words[at] + key[0];
        int b = words[at + stride] + key[1];
        int c = words[at + 2 * stride] + key[2];
        int d = words[at + 3 * stride] + key[3];
        for (int round = 0; round < ROUNDS; round++) {
            int one = round % 2 == 0 ? b : d;
            int two = round % 2 == 0 ? d : b;
            a += one;
            one = Integer.rotateLeft(one, first(round)) ^ a;
            c += two;
            two = Integer.rotateLeft(two, second(round)) ^ c;
            b = round % 2 == 0 ? one : two;
            d = round % 2 == 0 ? two : one;
            if (round % 4 == 3) {
                int s = round / 4 + 1;
                a += word(key, k4, s);
                b += word(key, k4, s + 1);
                c += word(key, k4, s + 2);
                d += word(key, k4, s + 3) + s;
            }
        }
        words[at] = a;
        words[at + stride] = b;
        words[at + 2 * stride] = c;
        words[at + 3 * stride] = d;
    }

    /** Word i of the key schedule of five words. */
    static int word(int[] key, int k4, int i) {
        int place = i % 5;
        return place == 4 ? k4 : key[place];
    }
}
