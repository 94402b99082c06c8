package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.text.Excerpts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as options write them: {@code 90s}, {@code 10m}, {@code 2h}. */
final class TimeSpan {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smh])");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS);

    private TimeSpan() {}

    static Duration parse(String option, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || matcher.group(1).matches("0+")) {
            throw new Invalid("Invalid " + option + ": " + Excerpts.text(text)
                    + " (must be a time above 0, as in 30s, 10m or 2h)");
        }
        return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
    }
}
