package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.frame.ResourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The identities of all cells of the sweeps that come with the project do not change: tables that hold results under other ones
 * would compute them again. {@code known-ids.txt} has a line for each sweep; a new sweep adds its own.
 */
class KnownIdsTest {
    private static final Path FOLDER = Path.of("..", "sweeps");

    @Test
    void identitiesOfNamedSweepsDoNotChange() throws IOException {
        assertThat(found()).containsExactlyInAnyOrderElementsOf(known());
    }

    private static List<String> known() {
        return ResourceText.of(KnownIdsTest.class, "known-ids.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static List<String> found() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> summary(SweepFile.load(file, Map.of()))).toList();
        }
    }

    private static String summary(Sweep sweep) {
        MessageDigest all = sha256();
        StringBuilder first = new StringBuilder();
        GridCursor cursor = sweep.grid().cursor();
        int count = 0;
        for (int point = 0; point < sweep.grid().size(); point++) {
            if (cursor.move(point)) {
                String id = cursor.cell().id();
                all.update((id + "\n").getBytes(StandardCharsets.US_ASCII));
                first.append(count < 3 ? " " + id : "");
                count++;
            }
        }
        return sweep.name() + " " + count + first + " " + HexFormat.of().formatHex(all.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
