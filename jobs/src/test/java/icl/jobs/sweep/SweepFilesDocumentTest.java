package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icl.core.check.Invalid;
import icl.jobs.plan.DoneKeys;
import icl.jobs.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/sweep-files.md do what the document says. */
class SweepFilesDocumentTest {
    private static final Pattern BLOCK = Pattern.compile("```(\\w*)\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern CELLS = Pattern.compile("# (\\d+) cells\n");

    private final List<MatchResult> blocks;

    SweepFilesDocumentTest() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "sweep-files.md"));
        blocks = BLOCK.matcher(document).results().toList();
    }

    @Test
    void everyExampleHasTheCellsThatItSays() {
        List<String> examples = blocks("yaml").stream()
                .filter(yaml -> CELLS.matcher(yaml).lookingAt())
                .toList();
        assertThat(examples).hasSize(11);
        for (String yaml : examples) {
            String cells =
                    CELLS.matcher(yaml).results().findFirst().orElseThrow().group(1);
            assertThat(plan(yaml).cells()).as(yaml).isEqualTo(Integer.parseInt(cells));
        }
    }

    @Test
    void everyRefusalReadsAsPrinted() {
        List<String> refused = blocks("yaml").stream()
                .filter(yaml -> !CELLS.matcher(yaml).lookingAt())
                .toList();
        List<String> messages = blocks("");
        assertThat(refused).hasSize(2).hasSameSizeAs(messages);
        for (int i = 0; i < refused.size(); i++) {
            String yaml = refused.get(i);
            String message = messages.get(i).strip();
            assertThatExceptionOfType(Invalid.class)
                    .isThrownBy(() -> plan(yaml))
                    .satisfies(e -> assertThat(withoutOwnAxes(e)).isEqualTo(message));
        }
    }

    /** The axes that icl.jobs.own adds are no part of the document. */
    private static String withoutOwnAxes(Invalid e) {
        return e.getMessage().replace(" separation,", "").replace(" decay,", "").replace(" fault,", "");
    }

    private List<String> blocks(String language) {
        return blocks.stream()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private Plan plan(String yaml) {
        String whole = yaml.contains("name:") ? yaml : yaml + "name: example\nmeasures: {exact: {}}\n";
        Map<String, String> tables = Map.of("cells.csv", blocks("csv").get(0));
        return Plan.of(Sweep.of(new SweepSource("example.yaml", whole, tables, Map.of())), DoneKeys.none());
    }
}
