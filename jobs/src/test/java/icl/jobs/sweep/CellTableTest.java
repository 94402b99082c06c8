package icl.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import icl.core.check.Invalid;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellTableTest {
    private static final String SWEEP = """
            name: x
            measures: {exact: {}}
            grid:
              dim: 2
              noise_variance: [0, 1]
              table: cells.csv
            """;

    @Test
    void everyLineIsACell() {
        String csv = """
                design,length,alpha,rank,feature_covariance
                iid,10,,,identity
                retrieval,20,0.5,1,{power_law: 1}

                "retrieval", 20 , "[[0.5, 0.25]]" ,,"{matrix: [[1, 0.5], [0.5, 1]]}"
                """;
        String rows = """
                union:
                  - {design: iid, length: 10}
                  - {design: retrieval, length: 20, alpha: 0.5, rank: 1, feature_covariance: {power_law: 1}}
                  - {design: retrieval, length: 2, alpha: [[0.5, 0.25]], feature_covariance: {matrix: [[1, 0.5], [0.5, 1]]}}
                """;
        assertThat(Sweeps.ids(sweep(csv.replace("\"retrieval\", 20 ", "retrieval, 2 "))))
                .isEqualTo(Sweeps.ids(Sweeps.grid("dim: 2\nnoise_variance: [0, 1]\n" + rows)));
    }

    @Test
    void lineEndsAndByteOrderMarksOfOtherSystemsAreRead() {
        String csv = "design,length\niid,10\niid,20\n";
        assertThat(Sweeps.ids(sweep("\uFEFF" + csv.replace("\n", "\r\n")))).isEqualTo(Sweeps.ids(sweep(csv)));
        assertThat(Sweeps.ids(sweep("design,length\niid,10\niid,20"))).isEqualTo(Sweeps.ids(sweep(csv)));
    }

    @Test
    void columnsCanBeOverridden() {
        SweepSource source = new SweepSource(
                "x.yaml", SWEEP, Map.of("cells.csv", "design,length\niid,1\niid,2"), Map.of("length", "[5, 6, 7]"));
        List<Integer> lengths = Sweeps.cells(Sweep.of(source)).stream()
                .map(cell -> cell.question().design().length())
                .distinct()
                .toList();
        assertThat(lengths).containsExactly(5, 6, 7);
    }

    @ParameterizedTest
    @MethodSource
    void whatCannotBeIsRefusedWithItsLine(String csv, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> Sweeps.cells(sweep(csv)))
                .withMessageStartingWith(message);
    }

    static Stream<Arguments> whatCannotBeIsRefusedWithItsLine() {
        return Stream.of(
                Arguments.of("", "cells.csv:1: Unknown axis: '' (known: design,"),
                Arguments.of("design,length", "cells.csv:1: Invalid table: no cells below the names"),
                Arguments.of("design,lenght\niid,1", "cells.csv:1: Unknown axis: 'lenght' (did you mean 'length'?"),
                Arguments.of("design,design\niid,iid", "cells.csv:1: Duplicate column: design"),
                Arguments.of(
                        "design,length\niid,1\niid,2,3", "cells.csv:3: Invalid row: 3 fields (must be 2, as many as"),
                Arguments.of("design,length\niid", "cells.csv:2: Invalid row: 1 fields (must be 2"),
                Arguments.of(
                        "design,length\n\n\niid,1\nidd,2", "cells.csv:5: Unknown design: 'idd' (did you mean 'iid'?"),
                Arguments.of(
                        "design,length\niid,1\niid,two", "cells.csv:3: Invalid length: 'two' (must be an integer)"),
                Arguments.of(
                        "design,length\niid,1\niid,-2", "cells.csv:3: Invalid length: -2 (must be at least 0), in the"),
                Arguments.of("design,length\niid,1e999", "cells.csv:2: Invalid number: '1e999'"),
                Arguments.of("design,length\niid,&a 5", "cells.csv:2: Invalid anchor: '&a'"),
                Arguments.of("design,length\niid,[1", "cells.csv:2: Cannot read this YAML: expected ',' or ']'"),
                Arguments.of(
                        "design,length\niid,\"[1, 2]\"", "cells.csv:2: Invalid length: '[1, 2]' (must be one value"),
                Arguments.of(
                        "design,length\niid,\"1", "cells.csv:2: Invalid field: a quote that does not end on its line"),
                Arguments.of("design,length\niid,\"1\"2", "cells.csv:2: Invalid field: text behind a closing quote"),
                Arguments.of("design,length\niid,1\n,2", "x.yaml:3: Missing axis 'design'"),
                Arguments.of("design,dim,length\niid,1,2", "x.yaml:4: Duplicate axis: dim"));
    }

    private static Sweep sweep(String csv) {
        return Sweep.of(new SweepSource("x.yaml", SWEEP, Map.of("cells.csv", csv), Map.of()));
    }
}
