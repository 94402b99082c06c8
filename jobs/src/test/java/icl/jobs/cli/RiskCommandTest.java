package icl.jobs.cli;

import static icl.jobs.cli.Cli.icl;
import static icl.jobs.cli.Cli.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.records.RecordSchema;
import icl.jobs.cli.Cli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RiskCommandTest {
    @Test
    void aQuestionByOptionsIsAnsweredExactly() {
        // isotropic, d = 5, noise 1/4, n = 20: 1/4 + 5 (1 + 21/4) / (21 + 21/4) = 121/84
        Result result = icl("risk", "iid", "--dim", "5", "--length", "20", "--noise-variance", "0.25", "--json");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat((double) json(result.out()).get("risk")).isCloseTo(121 / 84.0, within(1e-15));
    }

    @Test
    void jsonHoldsTheQuestionAsABatchAsksIt() {
        Result result = icl(
                "risk", "retrieval", "--dim=5", "--length=9", "--alpha=0.5", "--architecture=h3", "--rank=2", "--json");
        String question = Json.write(json(result.out()).get("question"));
        Result again = Cli.withInput(question + "\n", "risk", "--batch", "-");
        assertThat(json(again.out())).containsEntry("risk", json(result.out()).get("risk"));
    }

    @Test
    void theReadableAnswerSaysWhatTheGainIsMadeOf() {
        String text = icl("risk", "iid", "--dim", "20", "--length", "40", "--rank", "5")
                .out();
        assertThat(text)
                .contains("iid: dim 20, length 40", "attention: rank 5", "predicting zero    20")
                .contains("half the gain at", "paper's form", "effective length   40", "closed form");
    }

    @Test
    void noiseMayBeLeftAwayAtTheCommandLine() {
        String quiet = icl("risk", "iid", "--dim", "5", "--length", "20").out();
        assertThat(quiet)
                .isEqualTo(icl("risk", "iid", "--dim", "5", "--length", "20", "--noise-variance", "0")
                        .out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iid --dim=500000000 --length=10                             | icl: Cannot find the spectrum at dim 500000000: some
            iid --dim=60000 --length=1 --task-covariance={exchangeable:0.5} | icl: Cannot find the spectrum at dim 60000: some
            drift --dim=2 --length=1000000000 --task-correlation={ar1:0.5}  | icl: Invalid length: 1000000000 (must be at most 4000
            drift --dim=2 --length=2147483647 --task-correlation=linear_drift --architecture=h3 | icl: Invalid length: 2147483647
            """)
    void sizesThatNoMemoryHoldsAreRefusedInOneLine(String options, String message) {
        Result result = icl(("risk " + options.replace(":0", ": 0")).split(" (?=--|[a-z])"));
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith(message).hasLineCount(1);
    }

    @Test
    void examplesOfOneTaskMayBeAsManyAsThereAre() {
        Result drift = icl("risk", "drift", "--dim=3", "--length=1000000000", "--task-correlation={ar1: 1}", "--json");
        Result iid = icl("risk", "iid", "--dim=3", "--length=1000000000", "--json");
        assertThat(drift.code()).isZero();
        assertThat((double) json(drift.out()).get("risk"))
                .isCloseTo((double) json(iid.out()).get("risk"), within(1e-22));
    }

    @Test
    void everyComponentOfEveryDesignIsAnOption() {
        String help = icl("risk", "--help").out();
        Kinds.of(Design.class).forEach((kind, variant) -> {
            assertThat(help).contains(kind);
            RecordSchema.of(variant)
                    .keys()
                    .forEach(key -> assertThat(help).contains("--" + key.replace('_', '-') + "="));
        });
    }

    @Test
    void kindsOfTheUsersOwnAreAnsweredLikeOthers() {
        Result mixture =
                icl("risk", "mixture", "--dim=3", "--length=4", "--noise-variance=0.5", "--separation=2", "--json");
        assertThat(mixture.code()).isZero();
        assertThat((double) json(mixture.out()).get("risk")).isCloseTo(0.5 + 4 * 8.5 / 24.5, within(1e-15));
        String text = icl("risk", "mixture", "--dim=3", "--length=4", "--separation=2")
                .out();
        assertThat(text).contains("mixture: dim 3, length 4, noise_variance 0, separation 2");
        assertThat(icl("risk", "--help").out()).contains("--separation=SEPARATION", "For: mixture.", "averaging");
    }

    @Test
    void anOptionGoesToWhateverHasIt() {
        Result both = icl("risk", "retrieval", "--dim=2", "--length=3", "--alpha=0.5", "--architecture=averaging");
        assertThat(both.err()).isEqualTo("icl: No closed form: no formula is known for averaging on retrieval\n");
        Result one = icl("risk", "iid", "--dim=2", "--length=3", "--alpha=0.5", "--architecture=averaging");
        assertThat(one.err()).isEqualTo("icl: No closed form: no formula is known for averaging on iid\n");
        Result none = icl("risk", "iid", "--dim=2", "--length=3", "--alpha=0.5", "--architecture=h3");
        assertThat(none.err()).startsWith("icl: --alpha: Unknown key: 'alpha' (known: dim, ");
    }

    @Test
    void valuesAreWrittenAsInSweepFiles() {
        String covariance = "{spiked: {count: 1, ratio: 4}}";
        Result spiked = icl("risk", "iid", "--dim", "2", "--length", "3", "--task-covariance", covariance, "--json");
        Result diagonal = icl(
                "risk", "iid", "--dim", "2", "--length", "3", "--task-covariance", "{diagonal: [1.6, 0.4]}", "--json");
        assertThat((double) json(spiked.out()).get("risk"))
                .isCloseTo((double) json(diagonal.out()).get("risk"), within(1e-15));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            risk idd --dim 2                                    | Unknown design kind: 'idd' (did you mean 'iid'?
            risk iid --length 3                                 | --dim: Missing key 'dim'
            risk iid --dim 2 --length 3 --alpha 0.5             | Unknown key: 'alpha'
            risk aligned --dim 2 --length 3 --alpha 1.5         | --alpha: Invalid alpha: 1.5 (must be in [0, 1])
            risk iid --dim 2 --length 3 --rank 3                | Invalid rank: 3 (must be in 0..dim = 0..2)
            risk iid --dim 2 --length 3 --noise-variance -1     | --noise-variance: Invalid noise_variance: -1.0
            risk iid --dim 2 --length 3 --noise-variance .nan   | NaN (must be a finite number)
            risk iid --dim two --length 3                       | --dim: Invalid dim: 'two' (must be an integer)
            risk iid --dim 2 --length 3 --architecture h4       | --architecture: Unknown predictor kind: 'h4' (did you mean 'h3'?
            risk iid --dim 2 --length 3 --loss positionen       | did you mean 'positions'?
            risk iid --dim 2 --length 3 --task-covariance [[    | --task-covariance: Cannot read this YAML
            risk iid --dim 2 --length 3 --task-covariance !!x   | Invalid tag
            risk iid --dimm 2                                   | Unknown option: '--dimm' (did you mean '--dim'?
            risk iid --dim                                      | Missing required parameter for option '--dim'
            risk iid drift                                      | Unexpected argument: 'drift'
            risk                                                | Missing DESIGN
            risk iid --batch -                                  | Cannot mix --batch with a question
            risk --batch no/such.jsonl                          | Cannot read no/such.jsonl: there is no such file
            risk --batch .                                      | Cannot read .: it is a folder
            rsk                                                 | Unknown command: 'rsk' (did you mean 'risk'?
            risk aligned --dim 2 --length 3 --alpha 1 --task-covariance {"power_law":1} | No closed form
            """)
    void badInputIsOneLineWithTheRule(String line, String problem) {
        Result result = icl(line.split(" "));
        assertThat(result.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("icl: ").contains(problem).hasLineCount(1);
    }
}
