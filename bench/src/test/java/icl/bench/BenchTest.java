package icl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchTest {
    private record Result(int code, String out, String err) {
        Map<?, ?> json() throws Exception {
            return new ObjectMapper().readValue(out, Map.class);
        }
    }

    private static Result bench(String command) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Bench.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                List.of(command.split(" ")));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            trian                          | Unknown benchmark: 'trian' (did you mean 'train'? known: exact, spectrum, train, converge, evaluate, sample, sweep, jmh)
            train --dims 3                 | Unknown option: 'dims' (did you mean 'dim'? known: architecture, design, sampler, dim, length, batch, noise-variance, alpha, correlation, seconds, warm-up, repeats, seed)
            train --dim                    | Invalid option: '--dim' (must be --name value)
            train dim 3                    | Invalid option: 'dim' (must be --name value)
            train --dim x                  | Invalid dim: x (must be a whole number)
            train --dim 0                  | Invalid dim: 0 (must be at least 1)
            train --batch 0                | Invalid batch: 0 (must be at least 1)
            train --seconds 0              | Invalid seconds: 0.0 (must be a finite number above 0)
            train --seconds much           | Invalid seconds: much (must be a number)
            train --sampler some           | Invalid sampler: some (must be one of features, sufficient)
            train --architecture mamba     | Invalid architecture: mamba (must be one of attention, h3, pgd, prompted, attention_squares)
            train --design rag             | Invalid design: rag (must be one of iid, retrieval, aligned, drift, groups)
            train --noise-variance -1      | Invalid noise_variance: -1.0 (must be a finite number, at least 0)
            train --design aligned --alpha 2 | Invalid alpha: 2.0 (must be in [0, 1])
            converge --tolerance 0         | Invalid tolerance: 0.0 (must be a finite number above 0)
            evaluate --relative-error -1   | Invalid relative_error: -1.0 (must be a finite number above 0)
            sample --prompts 0             | Invalid prompts: 0 (must be at least 1)
            sweep --runs 0                 | Invalid runs: 0 (must be at least 1)
            sweep --sampler all            | Invalid sampler: all (must be one of features, file, sufficient)
            sweep --sweep none.yaml        | Cannot read 'none.yaml': there is no such file
            """)
    void aBadOptionIsOneLine(String command, String message) throws Exception {
        Result result = bench(command);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo(message + System.lineSeparator());
        assertThat(result.out()).isEmpty();
    }

    @Test
    void helpNamesEveryOptionWithItsDefault() throws Exception {
        List<String> words = new ArrayList<>();
        for (Benchmark benchmark : Bench.ALL) {
            words.add(benchmark.name());
            benchmark.options().forEach((name, value) -> words.add("--" + name + " " + value));
        }
        assertThat(bench("--help").out()).contains(words);
        assertThat(bench("--help").code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "attention, features, iid",
        "attention, sufficient, retrieval",
        "h3, features, drift",
        "pgd, sufficient, aligned",
        "prompted, sufficient, groups",
        "attention_squares, sufficient, iid"
    })
    void trainCountsPromptsAndAllocation(String architecture, String sampler, String design) throws Exception {
        Map<?, ?> line = bench(
                        "train --dim 3 --length 5 --batch 64 --seconds 0.02 --warm-up 0.01 --repeats 2 --architecture "
                                + architecture + " --sampler " + sampler + " --design " + design)
                .json();
        assertThat(line.get("prompts")).isInstanceOf(Integer.class);
        assertThat((double) line.get("prompts_per_second")).isPositive();
        assertThat((double) line.get("cpu_seconds")).isGreaterThanOrEqualTo(0.02);
        assertThat((double) line.get("bytes_allocated_per_step")).isNotNegative();
        assertThat(line.get("kernel")).isEqualTo("vector");
        assertThat(line.get("dim")).isEqualTo(3);
        assertThat(line.get("sampler")).isEqualTo(sampler);
    }

    @Test
    void convergeEndsWithinTheTolerance() throws Exception {
        Map<?, ?> line = bench(
                        "converge --architecture pgd --dim 3 --length 6 --learning-rate 0.05 --steps 400 --warm-up 0.01 --repeats 1")
                .json();
        assertThat(line.get("runs_within")).isEqualTo(1);
        assertThat((double) line.get("relative_gap")).isBetween(0.0, 0.01);
        assertThat((double) line.get("steps_taken") % 25).isZero();
    }

    @Test
    void evaluateFindsTheExactRisk() throws Exception {
        Map<?, ?> line = bench("evaluate --dim 3 --length 6 --relative-error 0.01 --warm-up 0.01 --repeats 3")
                .json();
        assertThat((double) line.get("exact")).isCloseTo(3 - 6 * 3 / 10.0, Offset.offset(1e-12));
        assertThat(Math.abs((double) line.get("z"))).isLessThan(5); // false alarm 6e-7
    }

    @Test
    void sampleDrawsEveryLawThatIsKnown() throws Exception {
        Map<?, ?> line = bench("sample --dim 3 --length 5 --prompts 64 --warm-up 0.001 --repeats 1")
                .json();
        assertThat(line.keySet().stream().map(Object::toString).filter(k -> k.endsWith("_per_second")))
                .hasSize(10)
                .contains("iid_step_per_second", "retrieval_second_moments_per_second", "drift_whole_per_second");
    }
}
