package icl.jobs.plan;

import java.io.ByteArrayOutputStream;

/** Integers of at least 0 in as few bytes as they need: seven bits in each, the lowest first, the last byte below 128. */
final class Varints {
    private Varints() {}

    /** Writes integers. */
    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void add(int value) {
            int rest = value;
            while (rest >= 128) {
                bytes.write(rest % 128 + 128);
                rest /= 128;
            }
            bytes.write(rest);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }

    /** Reads them in the order they were written. */
    static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasNext() {
            return at < bytes.length;
        }

        int next() {
            int value = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = bytes[at++];
                value |= (b & 127) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }
    }
}
