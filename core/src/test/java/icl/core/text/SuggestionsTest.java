package icl.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private static final List<String> KNOWN = List.of("alpha", "dim", "length", "noise_variance", "rank");

    @Test
    void aSlipOrTwoIsForgiven() {
        assertThat(Suggestions.nearest("lenght", KNOWN)).contains("length");
        assertThat(Suggestions.nearest("noise_varance", KNOWN)).contains("noise_variance");
        assertThat(Suggestions.nearest("noisevariance", KNOWN)).contains("noise_variance");
        assertThat(Suggestions.nearest("din", KNOWN)).contains("dim");
    }

    @Test
    void theNearestOfSeveralIsMeant() {
        assertThat(Suggestions.nearest("rink", List.of("rick", "rank", "link"))).contains("rick");
        assertThat(Suggestions.nearest("ranks", List.of("tanks", "rank"))).contains("tanks");
    }

    @Test
    void anotherWordIsNotASlip() {
        assertThat(Suggestions.nearest("temperature", KNOWN)).isEmpty();
        assertThat(Suggestions.nearest("", KNOWN)).isEmpty();
        assertThat(Suggestions.nearest("x".repeat(1_000_000), KNOWN)).isEmpty();
    }

    @Test
    void knownNamesAreListed() {
        assertThat(Suggestions.unknown("axis", "lenght", KNOWN))
                .isEqualTo(
                        "Unknown axis: 'lenght' (did you mean 'length'? known: alpha, dim, length, noise_variance, rank)");
    }
}
