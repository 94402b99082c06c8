package icl.jobs.sweep;

import icl.core.json.CanonicalJson;
import icl.core.model.Question;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Gives values their identity: the first bits of the SHA-256 of their canonical JSON. Holds its buffers; for one thread.
 */
public final class Identifier {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final CanonicalJson json = new CanonicalJson();
    private final MessageDigest sha256;
    private final byte[] digest = new byte[32];

    public Identifier() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** The identity of a cell that asks this question. */
    public CellId of(Question question) {
        hash(question);
        return new CellId(high(), low());
    }

    /** Computes the hash of a record or a plain tree, to be read from {@link #high} and {@link #low}. */
    void hash(Object value) {
        json.write(value);
        sha256.update(json.bytes(), 0, json.size());
        try {
            sha256.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new IllegalStateException("A SHA-256 has 32 bytes", e);
        }
    }

    /** Bits 0 to 63 of the last hash. */
    long high() {
        return (long) LONGS.get(digest, 0);
    }

    /** Bits 64 to 127 of the last hash. */
    long low() {
        return (long) LONGS.get(digest, Long.BYTES);
    }
}
