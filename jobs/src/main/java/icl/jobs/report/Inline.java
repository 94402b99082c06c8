package icl.jobs.report;

import icl.jobs.frame.ResourceText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A script or a style sheet inside a page, which a browser takes for ours by its checksum.
 *
 * @param text of a file beside the classes of this package, or of a library
 */
record Inline(String text) {
    /** The file; a browser is not told to ask for its source map. */
    static Inline of(String file) {
        return new Inline(resource(file).replaceAll("(?m)^//# sourceMappingURL=.*$", ""));
    }

    /** How a content security policy names it. */
    String source() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(sum) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String resource(String file) {
        return ResourceText.of(Inline.class, file);
    }
}
