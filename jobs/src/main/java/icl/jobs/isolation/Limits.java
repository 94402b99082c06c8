package icl.jobs.isolation;

import icl.core.check.Require;
import java.io.Serializable;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * What a cell may take. No part of any identity.
 *
 * @param timeout from the start of a cell under a measure to its end
 */
public record Limits(Duration timeout) implements Serializable {
    /** As long as it takes. */
    public static final Limits NONE = new Limits(ChronoUnit.FOREVER.getDuration());

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    public Limits {
        Require.that(timeout.compareTo(Duration.ZERO) > 0, "timeout", timeout, "longer than nothing");
    }

    /** As in {@code 1h30m}. */
    String text() {
        return timeout.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    /** Nanoseconds; {@link Long#MAX_VALUE} where there is no limit to speak of. */
    long nanos() {
        return timeout.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : timeout.toNanos();
    }
}
