package icl.jobs.isolation;

import java.nio.ByteBuffer;

/**
 * What a worker is asked.
 *
 * @param point of the grid
 * @param measure its index in the sweep
 * @param seed of the run
 */
record Request(int point, int measure, long seed) {
    static final int BYTES = 2 * Integer.BYTES + Long.BYTES;

    static Request of(byte[] message) {
        ByteBuffer buffer = ByteBuffer.wrap(message);
        return new Request(buffer.getInt(), buffer.getInt(), buffer.getLong());
    }

    byte[] message() {
        return ByteBuffer.allocate(BYTES)
                .putInt(point)
                .putInt(measure)
                .putLong(seed)
                .array();
    }
}
