package icl.jobs.cli;

/** A word for a command line that is shown to be copied: a shell reads it as that text and runs nothing in it. */
final class ShellWord {
    private ShellWord() {}

    static String of(String text) {
        return text.matches("[A-Za-z0-9_./:@%+=,-]+")
                ? text
                : "'" + Failure.shown(text).replace("'", "'\\''") + "'";
    }
}
