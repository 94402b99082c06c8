package icl.core.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.json.CanonicalJson;
import icl.core.records.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kinds of the user's own come into a family through its open door, or are refused by name. */
class CustomKindsTest {
    @InternallyTagged
    sealed interface Tree permits Oak, OwnTree {}

    @Kind("oak")
    record Oak(int age) implements Tree {}

    non-sealed interface OwnTree extends Tree {}

    @Kind("bonsai")
    record Bonsai(int age, double height) implements OwnTree {}

    sealed interface Fruit permits OwnFruit {}

    non-sealed interface OwnFruit extends Fruit {}

    @Kind("quince")
    record Quince() implements OwnFruit {}

    private static void refused(Class<?> own, String problem) {
        assertThatThrownBy(() -> Kinds.kinds(Tree.class, List.of(Bonsai.class, own)))
                .isInstanceOf(Invalid.class)
                .hasMessage("Cannot add kind " + own.getName() + ": " + problem);
    }

    @Test
    void theyTakeThePlaceOfTheDoor() {
        assertThat(Kinds.kinds(Tree.class, List.of(Bonsai.class)))
                .isEqualTo(Map.of("oak", Oak.class, "bonsai", Bonsai.class));
        assertThat(Kinds.kinds(Tree.class, List.of())).isEqualTo(Map.of("oak", Oak.class));
    }

    @Test
    void thoseOfOtherFamiliesDoNotComeIn() {
        assertThat(Kinds.kinds(Tree.class, List.of(Quince.class, Bonsai.class))).containsOnlyKeys("oak", "bonsai");
        assertThat(Kinds.kinds(Fruit.class, List.of(Quince.class, Bonsai.class)))
                .containsOnlyKeys("quince");
    }

    @Test
    void theyAreWrittenLikeTheirFamily() {
        assertThat(Records.write(new Bonsai(30, 0.5))).isEqualTo(Map.of("kind", "bonsai", "age", 30, "height", 0.5));
        assertThat(CanonicalJson.text(new Bonsai(30, 0.5)))
                .isEqualTo("{\"age\":30,\"height\":0.5,\"kind\":\"bonsai\"}");
    }

    @Test
    void aKindBelongsToOneClass() {
        @Kind("oak")
        record Other() implements OwnTree {}
        refused(Other.class, "'oak' is the kind of " + Oak.class.getName());
        @Kind("bonsai")
        record Another() implements OwnTree {}
        refused(Another.class, "'bonsai' is the kind of " + Bonsai.class.getName());
    }

    @Test
    void aKindHasAName() {
        record Nameless() implements OwnTree {}
        refused(Nameless.class, "it has no @Kind");
        @Kind("Weeping Willow")
        record Spaced() implements OwnTree {}
        refused(Spaced.class, "its kind 'Weeping Willow' is not in snake case");
    }

    @Test
    void aKindIsARecord() {
        @Kind("elm")
        class Elm implements OwnTree {}
        refused(Elm.class, "it is no record");
    }

    @Test
    void aKindHasAFamily() {
        @Kind("stone")
        record Stone() {}
        refused(Stone.class, "it implements no open family, as OwnDesign is one");
    }

    @Test
    void componentsHaveNamesThatAreFree() {
        @Kind("fir")
        record Fir(int design) implements OwnTree {}
        refused(Fir.class, "no component can be called 'design'");
        @Kind("ash")
        record Ash(double big$) implements OwnTree {}
        refused(Ash.class, "no component can be called 'big$'");
    }
}
