package icl.core.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import icl.core.check.Invalid;
import icl.core.design.Design;
import icl.core.json.CanonicalJson;
import icl.core.model.Predictor;
import icl.core.records.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kinds come into an open family from providers, or are refused by name. */
class OpenFamilyTest {
    @OpenFamily
    @InternallyTagged
    interface Tree {}

    @Kind("oak")
    record Oak(int age) implements Tree {}

    interface SmallTree extends Tree {}

    @Kind("bonsai")
    record Bonsai(int age, double height) implements SmallTree {}

    @OpenFamily
    interface Fruit {}

    @Kind("quince")
    record Quince() implements Fruit {}

    sealed interface Rock {
        @Kind("granite")
        record Granite() implements Rock {}
    }

    private static void refused(Class<?> own, String problem) {
        assertThatThrownBy(() -> Kinds.open(Tree.class, List.of(Oak.class, Bonsai.class, own)))
                .isInstanceOf(Invalid.class)
                .hasMessage("Cannot add kind " + own.getName() + ": " + problem);
    }

    @Test
    void theKindsOfAFamilyAreThoseThatImplementIt() {
        assertThat(Kinds.open(Tree.class, List.of(Oak.class, Bonsai.class)))
                .isEqualTo(Map.of("oak", Oak.class, "bonsai", Bonsai.class));
        assertThat(Kinds.open(Tree.class, List.of())).isEmpty();
    }

    @Test
    void thoseOfOtherFamiliesDoNotComeIn() {
        assertThat(Kinds.open(Tree.class, List.of(Quince.class, Bonsai.class))).containsOnlyKeys("bonsai");
        assertThat(Kinds.open(Fruit.class, List.of(Quince.class, Bonsai.class))).containsOnlyKeys("quince");
    }

    @Test
    void aSealedFamilyHasTheKindsThatItPermits() {
        assertThat(Kinds.of(Rock.class)).isEqualTo(Map.of("granite", Rock.Granite.class));
        assertThat(Kinds.isFamily(Rock.class)).isTrue();
        assertThat(Kinds.isFamily(Tree.class)).isTrue();
        assertThat(Kinds.isFamily(SmallTree.class)).isFalse();
        assertThatThrownBy(() -> Kinds.of(SmallTree.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SmallTree is no family");
    }

    @Test
    void builtInKindsComeFromProvidersOfTheProgram() {
        assertThat(Kinds.of(Design.class).values()).allMatch(Kinds::isBuiltIn);
        assertThat(Kinds.of(Predictor.class).values()).allMatch(Kinds::isBuiltIn);
        assertThat(Kinds.names(Design.class)).containsExactly("aligned", "drift", "iid", "retrieval", "sequence");
        assertThat(Kinds.isBuiltIn(Bonsai.class)).isFalse();
    }

    @Test
    void theyAreFoundFromAThreadThatKnowsNoClasses() {
        Thread thread = Thread.currentThread();
        ClassLoader own = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            assertThat(Services.load(KindProvider.class)).hasSizeGreaterThanOrEqualTo(2);
            thread.setContextClassLoader(null);
            assertThat(Services.load(KindProvider.class)).hasSizeGreaterThanOrEqualTo(2);
        } finally {
            thread.setContextClassLoader(own);
        }
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
        record Other() implements Tree {}
        refused(Other.class, "'oak' is the kind of " + Oak.class.getName());
        @Kind("bonsai")
        record Another() implements Tree {}
        refused(Another.class, "'bonsai' is the kind of " + Bonsai.class.getName());
    }

    @Test
    void aKindHasAName() {
        record Nameless() implements Tree {}
        refused(Nameless.class, "it has no @Kind");
        @Kind("Weeping Willow")
        record Spaced() implements Tree {}
        refused(Spaced.class, "its kind 'Weeping Willow' is not in snake case");
    }

    @Test
    void aKindIsARecord() {
        @Kind("elm")
        class Elm implements Tree {}
        refused(Elm.class, "it is no record");
    }

    @Test
    void aKindHasAFamily() {
        @Kind("stone")
        record Stone() {}
        refused(Stone.class, "it implements no open family, as Design is one");
    }

    @Test
    void componentsHaveNamesThatAreFree() {
        @Kind("fir")
        record Fir(int design) implements Tree {}
        refused(Fir.class, "no component can be called 'design'");
        @Kind("ash")
        record Ash(double big$) implements Tree {}
        refused(Ash.class, "no component can be called 'big$'");
    }
}
