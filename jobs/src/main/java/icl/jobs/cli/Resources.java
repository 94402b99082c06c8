package icl.jobs.cli;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Texts that lie beside the classes of this package. */
final class Resources {
    private Resources() {}

    static Properties properties(String name) {
        try (Reader text = new InputStreamReader(Resources.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(text);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
