package icl.jobs.inventory;

import static icl.jobs.commit.TableFixture.failed;
import static icl.jobs.commit.TableFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.commit.ResultTable;
import icl.jobs.commit.TableFixture;
import icl.jobs.inventory.FailureKinds.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureKindsTest {
    @TempDir
    private Path temporary;

    private ResultTable table() {
        return TableFixture.at(temporary);
    }

    @Test
    void errorsThatDifferInNumbersAreOfOneKind() throws IOException {
        TableFixture.publish(
                table(),
                "small",
                failed(2, "No form"),
                failed(3, "Diverged after 31 steps: loss is 1.5e+30"),
                failed(4, "Diverged after 7 steps: loss is 2E9"),
                ok(5, 1));
        assertThat(FailureKinds.of(table()).kinds())
                .hasSize(2)
                .satisfiesExactly(
                        first -> {
                            assertThat(first.cells()).isEqualTo(2);
                            assertThat(first.example()).startsWith("Diverged after ");
                        },
                        second -> assertThat(second).isEqualTo(new Kind("No form", 1)));
    }

    @Test
    void whatWasMendedSinceIsNoFailure() throws IOException {
        TableFixture.publish(table(), "small", failed(2, "No form"), failed(3, "No form"));
        TableFixture.publish(table(), "small", ok(3, 1));
        assertThat(FailureKinds.of(table()).kinds()).containsExactly(new Kind("No form", 1));
    }

    @Test
    void failuresOfARunAreItsOwn() throws IOException {
        TableFixture.publish(table(), "small", failed(2, "No form"));
        assertThat(FailureKinds.of(table(), "another").kinds()).isEmpty();
        String run = Inventory.of(table()).runs().get(0).runId();
        assertThat(FailureKinds.of(table(), run).kinds()).containsExactly(new Kind("No form", 1));
    }
}
