package icl.jobs.schema;

import icl.core.check.Require;
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
 * @param attempt of its rows: 1 where none of its cells was asked before, more where those that failed are asked again
 */
public record Run(String id, String sweep, long seed, int attempt, Program program) implements Serializable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    public Run {
        Require.positive("attempt", attempt);
    }

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
