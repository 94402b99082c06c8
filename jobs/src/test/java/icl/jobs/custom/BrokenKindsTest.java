package icl.jobs.custom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user puts on the class path and cannot be is refused in one line, whatever the command. */
class BrokenKindsTest {
    private static final String YAML = """
            name: small
            measures: {exact: {}}
            grid: {design: iid, dim: 2, length: 3, noise_variance: 0}
            """;

    @TempDir
    Path folder;

    private String sweep;

    @BeforeEach
    void writeSweep() throws IOException {
        sweep = Files.writeString(folder.resolve("small.yaml"), YAML).toString();
    }

    @Test
    void aKindWithoutANameIsSaidWithItsClass() throws Exception {
        String message = "icl: Cannot add kind icl.jobs.custom.BrokenKinds$Nameless: it has no @Kind\n";
        refused(BrokenKinds.class.getName(), message, "risk", "iid", "--dim=2", "--length=3");
        refused(BrokenKinds.class.getName(), message, "plan", sweep);
    }

    @Test
    void aServiceThatIsNotThereIsSaidWithItsName() throws Exception {
        String message = "icl: Cannot load icl.core.kinds.KindProvider: Provider icl.jobs.own.Gone not found\n";
        refused("icl.jobs.own.Gone", message, "plan", sweep);
    }

    private void refused(String provider, String message, String... args) throws Exception {
        Path services = Files.createDirectories(folder.resolve("classes/META-INF/services"));
        Files.writeString(services.resolve("icl.core.kinds.KindProvider"), provider);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Dicl.launcher=true",
                "-cp",
                folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"),
                "icl.jobs.cli.Main"));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(said).isEqualTo(message);
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
