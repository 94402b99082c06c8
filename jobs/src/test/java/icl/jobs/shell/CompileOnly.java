package icl.jobs.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** A Java shell that compiles what it is told against the class path of the tests, and runs none of it. */
final class CompileOnly implements AutoCloseable {
    private final JShell shell = JShell.builder()
            .executionEngine(new NothingRuns(), Map.of())
            .compilerOptions("-classpath", System.getProperty("java.class.path"))
            .build();

    /** The errors of a cell, each with the snippet it is in. */
    List<String> errors(String cell) {
        List<String> errors = new ArrayList<>();
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        for (String rest = cell; !rest.isBlank(); ) {
            SourceCodeAnalysis.CompletionInfo next = analysis.analyzeCompletion(rest);
            if (!next.completeness().isComplete()) {
                errors.add("incomplete: " + rest);
                break;
            }
            shell.eval(next.source()).forEach(event -> collect(event, errors));
            rest = next.remaining();
        }
        return errors;
    }

    private void collect(SnippetEvent event, List<String> errors) {
        if (event.status() == Snippet.Status.REJECTED) {
            shell.diagnostics(event.snippet())
                    .filter(problem -> problem.isError())
                    .forEach(problem -> errors.add(problem.getMessage(Locale.ROOT) + " in "
                            + event.snippet().source()));
        }
    }

    /** What stayed undefined that some snippet mentions. */
    List<String> unresolved() {
        return shell.snippets()
                .filter(snippet -> shell.status(snippet) == Snippet.Status.RECOVERABLE_DEFINED
                        || shell.status(snippet) == Snippet.Status.RECOVERABLE_NOT_DEFINED)
                .map(Snippet::source)
                .toList();
    }

    @Override
    public void close() {
        shell.close();
    }

    private static final class NothingRuns implements ExecutionControlProvider, ExecutionControl {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return this;
        }

        @Override
        public void load(ClassBytecodes[] classes) {}

        @Override
        public void redefine(ClassBytecodes[] classes) {}

        @Override
        public String invoke(String type, String method) {
            return "";
        }

        @Override
        public String varValue(String type, String variable) {
            return "";
        }

        @Override
        public void addToClasspath(String path) {}

        @Override
        public void stop() {}

        @Override
        public Object extensionCommand(String command, Object argument) {
            return "";
        }

        @Override
        public void close() {}
    }
}
