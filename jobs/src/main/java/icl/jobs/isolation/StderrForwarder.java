package icl.jobs.isolation;

import icl.core.text.ControlCharacters;
import icl.jobs.secrets.Secrets;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Forwards the standard error of a worker to that of this process, at most a thousand lines. */
final class StderrForwarder implements Runnable {
    private static final int MOST_LINES = 1000;
    private static final int LONGEST_LINE = 1000;

    /** Printed by Java about the options that we start it with. */
    private static final String JAVA_WARNING = "WARNING: Using incubator modules: ";

    private final InputStream stream;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int lines;

    private StderrForwarder(InputStream stream) {
        this.stream = new BufferedInputStream(stream);
    }

    static void forward(InputStream stream) {
        Thread thread = new Thread(new StderrForwarder(stream), "icl stderr forwarder");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            for (int next = stream.read(); next >= 0; next = stream.read()) {
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
        if (text.startsWith(JAVA_WARNING) || lines > MOST_LINES) {
            return;
        }
        lines++;
        System.err.println(
                lines <= MOST_LINES
                        ? ControlCharacters.of(Secrets.hidden(text))
                        : "icl: what else this process says is left out");
    }
}
