package icl.jobs.storage;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums as texts of 64 hexadecimal digits. */
public final class Sha256 {
    private Sha256() {}

    /** Starts a checksum. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Ends a checksum: 64 hexadecimal digits. */
    public static String text(MessageDigest sum) {
        return HexFormat.of().formatHex(sum.digest());
    }

    /** The checksum of all bytes of a stream: 64 hexadecimal digits. */
    public static String of(InputStream in) throws IOException {
        MessageDigest sum = start();
        byte[] buffer = new byte[1 << 20];
        for (int n; (n = in.read(buffer)) >= 0; ) {
            sum.update(buffer, 0, n);
        }
        return text(sum);
    }
}
