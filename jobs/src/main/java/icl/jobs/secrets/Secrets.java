package icl.jobs.secrets;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Text without the secrets that it names: passwords within addresses, and values of keys that are called secret. */
public final class Secrets {
    /** Parts of the names of such keys, for Spark and Hadoop and the object stores; a regular expression. */
    public static final String NAMES =
            "secret|passw(or)?d|token|credential|access[._-]?key|account[._-]?key|private[._-]?key|fs[.]azure[.]sas|signature";

    private static final String HIDDEN = "***";

    /**
     * {@code s3a://user:password@bucket}; a user alone is no secret, but keys of stores have stood there. In the addresses of Azure
     * the container stands there, {@code abfss://container@account}, whose name has letters, digits and dashes.
     */
    private static final Pattern ADDRESS =
            Pattern.compile("(?<=://)(?!(?<=\\b(?:abfss?|wasbs?)://)[\\w$-]+@)[^/@\\s'\"]+@");

    private static final Pattern SETTING =
            Pattern.compile("(?i)([\\w.-]*(?:" + NAMES + ")[\\w.-]*\"?\\s*=\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s&,;'\")]+)");

    /** Of addresses of Azure, which sign with {@code sig=}. */
    private static final Pattern SIGNED = Pattern.compile("(?<=[?&]sig=)[^&\\s]+");

    private static final Pattern WHOLE_SETTING =
            Pattern.compile("(?is)((?:--\\w+=)?[\\w.-]*(?:" + NAMES + ")[\\w.-]*=).*");

    private Secrets() {}

    /** The text with stars for what is secret. */
    public static String hidden(String text) {
        String plain = ADDRESS.matcher(text).replaceAll(HIDDEN + "@");
        plain = SETTING.matcher(plain).replaceAll("$1" + HIDDEN);
        return SIGNED.matcher(plain).replaceAll(HIDDEN);
    }

    /** The same of a command line, of which one argument may hold blanks. */
    public static String hidden(Collection<String> arguments) {
        return arguments.stream()
                .map(argument -> hidden(WHOLE_SETTING.matcher(argument).replaceFirst("$1" + HIDDEN)))
                .collect(Collectors.joining(" "));
    }
}
