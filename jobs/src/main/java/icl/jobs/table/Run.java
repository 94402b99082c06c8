package icl.jobs.table;

import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * One run of a sweep, as every row of it names it.
 *
 * @param id see {@link #newId}
 */
public record Run(String id, String sweep, long seed, Program program) implements Serializable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    /** A new name: the start in UTC, so that names sort by time, and chance, so that no two runs share one. */
    public static String newId(Instant startedAt) {
        byte[] chance = new byte[6];
        new SecureRandom().nextBytes(chance);
        return TIME.format(startedAt) + "-" + HexFormat.of().formatHex(chance);
    }

    /** The start in such a name. */
    public static Instant startedAt(String id) {
        return TIME.parse(id.substring(0, id.indexOf('-')), Instant::from);
    }
}
