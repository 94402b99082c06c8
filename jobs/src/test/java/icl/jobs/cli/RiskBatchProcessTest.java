package icl.jobs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import icl.core.kinds.KindProvider;
import icl.core.risk.formula.RiskFormula;
import icl.jobs.custom.TestKinds;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Batches in a process of their own, which has little memory or throws what a user's own formula throws. */
@Timeout(120)
class RiskBatchProcessTest {
    private static final String IID =
            "{\"id\":%d,\"design\":{\"kind\":\"iid\",\"dim\":%d,\"length\":3,\"noise_variance\":1,\"feature_covariance\":"
                    + "{\"power_law\":%d}}}\n";

    @TempDir
    private Path folder;

    /** Lines that fit alone and not together, lines that fit into no heap of this size, and small ones between them. */
    @Test
    void linesThatNeedTheMemoryCostNobodyElseTheAnswer() throws Exception {
        StringBuilder questions = new StringBuilder();
        for (int i = 0; i < 18; i++) {
            questions.append(IID.formatted(i, isTooLarge(i) ? 500_000 : i % 2 == 0 ? 200_000 : 5, i + 1));
        }
        List<Map<String, Object>> answers = answers(questions.toString(), "-Xmx64m");
        assertThat(answers).hasSize(18);
        for (int i = 0; i < 18; i++) {
            assertThat(answers.get(i)).containsEntry("id", i).containsKey(isTooLarge(i) ? "error" : "risk");
        }
    }

    private static boolean isTooLarge(int i) {
        return i % 6 == 5;
    }

    @Test
    void aLineThatDoesNotFitIsAnsweredAndTheNextOneToo() throws Exception {
        String numbers = "0.125,".repeat(5_000_000);
        List<Map<String, Object>> answers = answers(
                IID.formatted(1, 5, 1) + "{\"id\":2,\"design\":[" + numbers + "1]}\n" + IID.formatted(3, 5, 1),
                "-Xmx64m");
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).containsEntry("id", 1).containsKey("risk");
        assertThat((String) answers.get(1).get("error"))
                .startsWith("line 2: Cannot ")
                .contains("memory");
        assertThat(answers.get(2)).containsEntry("id", 3).containsKey("risk");
    }

    @Test
    void aLineOfAHundredMegabytesIsAnswered() throws Exception {
        String wide = IID.formatted(1, 5, 1).replace(",\"design", " ".repeat(100_000_000) + ",\"design");
        String longId = "{\"id\":\"" + "x".repeat(21_000_000) + "\"}\n";
        List<Map<String, Object>> answers = answers(wide + longId + IID.formatted(3, 5, 1), "-Xmx1g");
        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).containsEntry("id", 1).containsKey("risk");
        assertThat((String) answers.get(1).get("error")).startsWith("line 2: Invalid JSON: ");
        assertThat(answers.get(2)).containsEntry("id", 3).containsKey("risk");
    }

    @Test
    void whatAFormulaThrowsIsTheAnswerOfItsLine() throws Exception {
        service(KindProvider.class, TestKinds.class);
        service(RiskFormula.class, ThrowingFormula.class);
        String mixture = "{\"id\":%d,\"design\":{\"kind\":\"mixture\",\"dim\":2,\"length\":3,\"noise_variance\":0,"
                + "\"separation\":%d},\"predictor\":\"h3\"}\n";
        StringBuilder questions = new StringBuilder();
        for (int i = 1; i <= 5; i++) {
            questions.append(mixture.formatted(i, i));
        }
        List<Map<String, Object>> answers = answers(questions + IID.formatted(6, 5, 1), "-Xmx64m");
        assertThat(answers.stream().map(answer -> answer.get("error")).limit(5))
                .containsExactly(
                        "Unexpected java.lang.AssertionError: no \u202e\n such thing",
                        "Unexpected java.lang.StackOverflowError",
                        "Cannot answer: the question does not fit into memory (choose smaller sizes, or give Java"
                                + " more)",
                        "Unexpected java.lang.NoClassDefFoundError: a/b/C",
                        "Unexpected icl.jobs.cli.ThrowingFormula$Wordless");
        assertThat(answers.stream().map(answer -> answer.get("id"))).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(answers.get(5)).containsKey("risk");
    }

    private void service(Class<?> service, Class<?> provider) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(service.getName()), provider.getName());
    }

    private List<Map<String, Object>> answers(String questions, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Dicl.launcher=true"));
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(folder + File.pathSeparator + System.getProperty("java.class.path"));
        command.addAll(List.of("icl.jobs.cli.Main", "risk", "--batch", "-"));
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(questions.getBytes(UTF_8));
        }
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(Files.readString(errors)).isEmpty();
        assertThat(process.waitFor()).isEqualTo(ExitCode.SOME_FAILED);
        return out.lines().map(Cli::json).collect(Collectors.toList());
    }
}
