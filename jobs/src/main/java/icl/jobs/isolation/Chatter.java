package icl.jobs.isolation;

import icl.core.text.ControlCharacters;
import icl.jobs.secrets.Secrets;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Passes on to standard error what a worker says there, a thousand lines at most. */
final class Chatter implements Runnable {
    private static final int MOST_LINES = 1000;
    private static final int LONGEST_LINE = 1000;

    /** Java's own, about the switches that it has from us. */
    private static final String OF_JAVA = "WARNING: Using incubator modules: ";

    private final InputStream said;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int lines;

    private Chatter(InputStream said) {
        this.said = new BufferedInputStream(said);
    }

    static void passOn(InputStream said) {
        Thread thread = new Thread(new Chatter(said), "icl chatter");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            for (int next = said.read(); next >= 0; next = said.read()) {
                if (next != '\n') {
                    line.write(next);
                }
                if (next == '\n' || line.size() == LONGEST_LINE) {
                    endLine();
                }
            }
        } catch (IOException e) {
            // the worker is gone
        }
        if (line.size() > 0) {
            endLine();
        }
    }

    private void endLine() {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (text.startsWith(OF_JAVA) || lines > MOST_LINES) {
            return;
        }
        lines++;
        System.err.println(
                lines <= MOST_LINES
                        ? ControlCharacters.of(Secrets.hidden(text))
                        : "icl: what else this process says is left out");
    }
}
