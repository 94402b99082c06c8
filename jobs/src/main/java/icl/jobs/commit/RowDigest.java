package icl.jobs.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import icl.jobs.storage.Sha256;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Number and checksum of rows, whatever their order: the sum of the SHA-256 of each. Doubles enter by their bits. */
final class RowDigest {
    private final MessageDigest sum = Sha256.start();
    private final byte[] bytes = new byte[sum.getDigestLength()];
    private final long[] total = new long[bytes.length / Long.BYTES];
    private final ByteBuffer number = ByteBuffer.allocate(1 + Long.BYTES);
    private long rows;

    void add(Object[] row) {
        for (Object value : row) {
            add(value);
        }
        finish();
        for (int i = 0; i < total.length; i++) {
            total[i] += ByteBuffer.wrap(bytes).getLong(i * Long.BYTES);
        }
        rows++;
    }

    private void finish() {
        try {
            sum.digest(bytes, 0, bytes.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Object value) {
        if (value instanceof String text) {
            byte[] of = text.getBytes(UTF_8);
            add(1, of.length);
            sum.update(of);
        } else if (value instanceof Double real) {
            add(2, Double.doubleToRawLongBits(real));
        } else if (value instanceof Instant time) {
            add(3, ChronoUnit.MICROS.between(Instant.EPOCH, time));
        } else if (value instanceof Boolean flag) {
            add(4, flag ? 1 : 0);
        } else {
            add(value == null ? 5 : 6, value == null ? 0 : ((Number) value).longValue());
        }
    }

    private void add(int type, long value) {
        number.clear();
        number.put((byte) type).putLong(value);
        sum.update(number.array());
    }

    long rows() {
        return rows;
    }

    boolean isSameAs(RowDigest other) {
        return rows == other.rows && Arrays.equals(total, other.total);
    }
}
