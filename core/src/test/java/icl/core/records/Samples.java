package icl.core.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import icl.core.check.Invalid;
import icl.core.design.Design;
import icl.core.kinds.Kinds;
import icl.core.model.Loss;
import icl.core.model.Predictor;
import icl.core.model.Question;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Samples of every kind of every family that questions are made of, for tests that hold for all of them: one table for each family,
 * {@code src/test/resources/samples/<family>.jsonl}, a tree to a line. Designs have {@link #DIM} features and {@link #LENGTH} examples,
 * and what is given by coordinate or position fits them.
 */
public final class Samples {
    public static final int DIM = 3;
    public static final int LENGTH = 5;

    private static final Path FOLDER = Path.of("../core/src/test/resources/samples");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    /** The samples of a family in the order of its table. */
    public static <T> List<T> of(Class<T> family) {
        return lines(table(family)).stream()
                .map(line -> Records.read(family, tree(line)))
                .toList();
    }

    /** The table of a family. */
    public static Path table(Class<?> family) {
        return FOLDER.resolve(Kinds.word(family) + ".jsonl");
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "No table of samples " + table + ": write one, with a line for each kind", e);
        }
    }

    private static Object tree(String line) {
        try {
            return JSON.readValue(line, Object.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Families whose kinds are part of a value of this type, at any depth, in the order in which they are met. */
    public static Set<Class<?>> familiesIn(Class<?> type) {
        Set<Class<?>> families = new LinkedHashSet<>();
        collect(type, families, new LinkedHashSet<>());
        return families;
    }

    private static void collect(Class<?> type, Set<Class<?>> families, Set<Class<?>> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (Kinds.isFamily(type)) {
            families.add(type);
            Kinds.of(type).values().forEach(kind -> collect(kind, families, seen));
        } else if (type.isRecord()) {
            RecordSchema.of(type).components().forEach(component -> collect(component.type(), families, seen));
        }
    }

    /**
     * Fails where a kind of a family has no sample, or a component of a kind that need not be given is given by none: what is not
     * sampled is not tested.
     */
    public static void requireComplete(Class<?> family, List<?> samples, Path table) {
        Kinds.of(family).forEach((name, kind) -> {
            List<?> ofKind = samples.stream().filter(kind::isInstance).toList();
            assertThat(ofKind)
                    .as("No sample of %s '%s': add a line to %s", Kinds.word(family), name, table)
                    .isNotEmpty();
            requireComponents(kind, ofKind, table);
        });
    }

    private static void requireComponents(Class<?> kind, List<?> samples, Path table) {
        RecordSchema<?> schema = RecordSchema.of(kind);
        for (int i = 0; i < schema.components().size(); i++) {
            int place = i;
            RecordField component = schema.components().get(i);
            Optional<Object> missing = component.missing();
            assertThat(samples)
                    .as("No sample of '%s' gives %s: add a line to %s", Kinds.name(kind), component.key(), table)
                    .anyMatch(
                            sample -> !Optional.of(schema.value(sample, place)).equals(missing));
        }
    }

    /** A record with another value of a component. */
    public static <T> T with(T record, String key, Object value) {
        return with(record, Map.of(key, value));
    }

    /**
     * A record with other values of these components, which it must have.
     *
     * @throws Invalid where its constructor refuses them
     */
    public static <T> T with(T record, Map<String, ?> values) {
        @SuppressWarnings("unchecked") // the class of a T
        RecordSchema<T> schema = (RecordSchema<T>) RecordSchema.of(record.getClass());
        assertThat(schema.keys()).as("components of %s", record).containsAll(values.keySet());
        Object[] all = new Object[schema.components().size()];
        for (int i = 0; i < all.length; i++) {
            Object given = values.get(schema.keys().get(i));
            all[i] = given == null ? schema.value(record, i) : given;
        }
        return schema.make(all);
    }

    /** Whether a record has a component of that key. */
    public static boolean has(Object record, String key) {
        return RecordSchema.of(record.getClass()).keys().contains(key);
    }

    /** All samples, and questions that have each of them as a part. */
    public static List<Object> values() {
        List<Object> values = new ArrayList<>();
        familiesIn(Question.class).forEach(family -> values.addAll(of(family)));
        values.addAll(withEachPart());
        values.addAll(questions());
        values.addAll(List.of(Loss.values()));
        return values;
    }

    /** Designs with each sample of the families that their components have, as far as their constructors take it. */
    public static List<Design> withEachPart() {
        List<Design> designs = new ArrayList<>();
        for (Design design : of(Design.class)) {
            for (RecordField component : RecordSchema.of(design.getClass()).components()) {
                if (Kinds.isFamily(component.type())) {
                    of(component.type())
                            .forEach(part -> with(design, component, part).ifPresent(designs::add));
                }
            }
        }
        return designs;
    }

    private static Optional<Design> with(Design design, RecordField component, Object part) {
        try {
            return Optional.of(with(design, component.key(), component.optional() ? Optional.of(part) : part));
        } catch (Invalid e) {
            return Optional.empty();
        }
    }

    /** Every sample of a predictor on every sample of a design, under every loss. */
    public static List<Question> questions() {
        List<Question> questions = new ArrayList<>();
        for (Design design : of(Design.class)) {
            for (Predictor predictor : of(Predictor.class)) {
                Stream.of(Loss.values()).forEach(loss -> questions.add(new Question(design, predictor, loss)));
            }
        }
        return questions;
    }

    /** The type that a value is read as. */
    public static Class<?> family(Object value) {
        return Stream.of(value.getClass().getInterfaces())
                .filter(Kinds::isFamily)
                .findFirst()
                .<Class<?>>map(family -> family)
                .orElse(value.getClass());
    }
}
