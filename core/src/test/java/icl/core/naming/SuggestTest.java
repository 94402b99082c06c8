package icl.core.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestTest {
    private static final List<String> KNOWN = List.of("alpha", "dim", "length", "noise_variance", "rank");

    @Test
    void aSlipOrTwoIsForgiven() {
        assertThat(Suggest.nearest("lenght", KNOWN)).contains("length");
        assertThat(Suggest.nearest("noise_varance", KNOWN)).contains("noise_variance");
        assertThat(Suggest.nearest("noisevariance", KNOWN)).contains("noise_variance");
        assertThat(Suggest.nearest("din", KNOWN)).contains("dim");
    }

    @Test
    void theNearestOfSeveralIsMeant() {
        assertThat(Suggest.nearest("rink", List.of("rick", "rank", "link"))).contains("rick");
        assertThat(Suggest.nearest("ranks", List.of("tanks", "rank"))).contains("tanks");
    }

    @Test
    void anotherWordIsNotASlip() {
        assertThat(Suggest.nearest("temperature", KNOWN)).isEmpty();
        assertThat(Suggest.nearest("", KNOWN)).isEmpty();
        assertThat(Suggest.nearest("x".repeat(1_000_000), KNOWN)).isEmpty();
    }

    @Test
    void knownNamesAreListed() {
        assertThat(Suggest.unknown("axis", "lenght", KNOWN))
                .isEqualTo(
                        "Unknown axis: 'lenght' (did you mean 'length'? known: alpha, dim, length, noise_variance, rank)");
    }
}
