package icl.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.covariance.Covariance;
import icl.core.covariance.Profile;
import icl.core.design.IidDesign;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import icl.core.records.Records;
import icl.core.records.Samples;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void aQuestionHasOneText() {
        IidDesign design =
                new IidDesign(20, 40, Profile.common(0.1), new Covariance.PowerLaw(1.5), new Covariance.Spiked(2, 9));
        assertThat(CanonicalJson.text(new Question(design, new Predictor.H3(Optional.of(5)), Loss.QUERY)))
                .isEqualTo("{\"design\":{\"dim\":20,\"feature_covariance\":{\"power_law\":1.5},\"kind\":\"iid\","
                        + "\"length\":40,\"noise_variance\":0.1,\"task_covariance\":{\"spiked\":{\"count\":2,\"ratio\":9}}},"
                        + "\"loss\":\"query\",\"predictor\":{\"kind\":\"h3\",\"rank\":5}}");
    }

    @Test
    void itIsTheTextOfTheWrittenTree() {
        for (Object value : Samples.values()) {
            assertThat(CanonicalJson.text(value)).isEqualTo(CanonicalJson.text(Records.write(value)));
        }
    }

    @Test
    void numbersAreShortestAndReadBackToTheSameBits() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 1000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any)) {
                assertThat(Double.parseDouble(CanonicalJson.text(any))).isEqualTo(any);
            }
            BigDecimal few = new BigDecimal(random.nextInt(1, 1_000_000)).movePointRight(random.nextInt(-20, 20));
            assertThat(new BigDecimal(CanonicalJson.text(few.doubleValue()))).isEqualByComparingTo(few);
        }
    }

    @Test
    void subnormalNumbersAreShortestToo() {
        assertThat(List.of(
                        Double.MIN_VALUE,
                        -Double.MIN_VALUE,
                        Double.parseDouble("3e-310"),
                        Double.parseDouble("1e-323"),
                        Double.parseDouble("1.2345e-319"),
                        Math.nextDown(Double.MIN_NORMAL)))
                .extracting(ShortestDecimals::shortest)
                .containsExactly("5E-324", "-5E-324", "3E-310", "1E-323", "1.2345E-319", "2.225073858507201E-308");
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2000; i++) {
            double any = Double.longBitsToDouble(random.nextLong() >>> random.nextInt(12, 64));
            BigDecimal text = new BigDecimal(ShortestDecimals.shortest(any));
            assertThat(text.doubleValue()).isEqualTo(any);
            if (text.precision() > 1) { // neither neighbour of one digit less reads back
                BigDecimal exact = new BigDecimal(any);
                for (RoundingMode mode : List.of(RoundingMode.DOWN, RoundingMode.UP)) {
                    BigDecimal shorter = exact.round(new MathContext(text.precision() - 1, mode));
                    assertThat(shorter.doubleValue())
                            .as("%s for %s", shorter, text)
                            .isNotEqualTo(any);
                }
            }
        }
    }

    /** Identities are hashes of these texts: the digits of normal numbers are found by rounding to 15, 16 or 17. */
    @Test
    void textsOfNormalNumbersDoNotChange() {
        SplittableRandom random = new SplittableRandom(3);
        assertThat(List.of(Double.MIN_NORMAL, Math.nextUp(Double.MIN_NORMAL), 3e-308, 9.5e-307, 0x1p-1000, 0x1p-44))
                .extracting(ShortestDecimals::shortest)
                .containsExactly(
                        "2.2250738585072014E-308",
                        "2.225073858507202E-308",
                        "3E-308",
                        "9.5E-307",
                        "9.332636185032189E-302",
                        "5.6843418860808015E-14");
        for (int i = 0; i < 20_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(any) && Math.abs(any) >= Double.MIN_NORMAL) {
                assertThat(new BigDecimal(ShortestDecimals.shortest(any)))
                        .isEqualByComparingTo(roundedToFewDigits(any));
            }
        }
    }

    private static BigDecimal roundedToFewDigits(double value) {
        BigDecimal exact = new BigDecimal(value);
        return IntStream.of(15, 16, 17)
                .mapToObj(digits -> exact.round(new MathContext(digits)))
                .filter(rounded -> rounded.doubleValue() == value)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void numbersHaveOneForm() {
        assertThat(List.of(0.0, -0.0, 1.0, 100.0, 1.5e23, 2e-3, 0.1, 1e-7, Double.MIN_VALUE, Double.MAX_VALUE))
                .extracting(CanonicalJson::text)
                .containsExactly(
                        "0",
                        "0",
                        "1",
                        "100",
                        "1.5E+23",
                        "0.002",
                        "0.1",
                        "0.0000001",
                        "5E-324",
                        "1.7976931348623157E+308");
        assertThat(CanonicalJson.text(List.of(Integer.MIN_VALUE, 0, 10, Long.MAX_VALUE)))
                .isEqualTo("[-2147483648,0,10,9223372036854775807]");
    }

    @Test
    void textIsEscaped() {
        assertThat(CanonicalJson.text(Map.of("b", "\"\\\n\u00e9", "a", List.of(true, Map.of(), List.of()))))
                .isEqualTo("{\"a\":[true,{},[]],\"b\":\"\\\"\\\\\\u000a\u00e9\"}");
    }

    @Test
    void aBufferIsUsedAgain() {
        CanonicalJson json = new CanonicalJson();
        json.write("x".repeat(10_000));
        json.write(7);
        assertThat(new String(json.bytes(), 0, json.size(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("7");
    }
}
