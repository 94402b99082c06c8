package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.kinds.InternallyTagged;
import icl.core.kinds.Kinds;
import icl.core.model.Question;
import icl.core.records.RecordField;
import icl.core.records.RecordSchema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The command line of a question: DESIGN, {@code --architecture}, and an option for each component of each kind of design
 * and predictor. They are found in the records themselves: a new design's component is an option at once.
 */
final class QuestionOptions {
    private static final String DESIGN = "design";
    private static final String PREDICTOR = "predictor";
    private static final String ARCHITECTURE = "--architecture";
    private static final String ATTENTION = "attention";

    /** What a question at the command line may leave away. Batches and sweeps may not. */
    private static final Map<String, String> DEFAULTS = Map.of("noise_variance", "0");

    private final Map<String, Map<String, Class<?>>> kinds = new HashMap<>();
    private final Map<String, QuestionOption> options = new LinkedHashMap<>();

    QuestionOptions() {
        for (RecordField part : RecordSchema.of(Question.class).components()) {
            if (part.type().isAnnotationPresent(InternallyTagged.class) && !part.optional()) {
                kinds.put(part.key(), Kinds.of(part.type()));
                Kinds.of(part.type()).forEach((kind, variant) -> addAll(part.key(), kind, RecordSchema.of(variant)));
            } else {
                add(new QuestionOption("", part));
            }
        }
    }

    private void addAll(String part, String kind, RecordSchema<?> shape) {
        shape.components()
                .forEach(component ->
                        add(new QuestionOption(part, component)).kinds().add(kind));
    }

    private QuestionOption add(QuestionOption option) {
        return options.merge(option.key(), option, (known, same) -> known);
    }

    /** Adds them to a command; what they mean stands in {@code options.properties}. */
    void addTo(CommandSpec command) {
        Properties meanings = Resources.properties("options.properties");
        command.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("0..1")
                .type(String.class)
                .paramLabel("DESIGN")
                .description("Law of the prompts: "
                        + String.join(", ", kinds.get(DESIGN).keySet()) + ".")
                .build());
        command.addOption(OptionSpec.builder(ARCHITECTURE)
                .type(String.class)
                .paramLabel("KIND")
                .defaultValue(ATTENTION)
                .description("What predicts: "
                        + String.join(", ", kinds.get(PREDICTOR).keySet()) + " (${DEFAULT-VALUE} if not given).")
                .build());
        options.forEach((key, option) -> command.addOption(option.spec(
                meanings.getProperty(key, ""),
                kinds.getOrDefault(option.part(), Map.of()).size())));
    }

    /** Whether a command line holds anything of a question. */
    boolean isGiven(ParseResult line) {
        return line.hasMatchedPositional(0)
                || line.hasMatchedOption(ARCHITECTURE)
                || options.values().stream().anyMatch(option -> line.hasMatchedOption(option.name()));
    }

    /**
     * The question of a command line.
     *
     * @throws Invalid with the option, the value and the rule
     */
    Question read(ParseResult line) {
        String design = line.matchedPositionalValue(0, null);
        if (design == null) {
            throw new Invalid("Missing DESIGN (one of: "
                    + String.join(", ", kinds.get(DESIGN).keySet()) + ")");
        }
        Map<String, String> chosen =
                Map.of("", "", DESIGN, design, PREDICTOR, line.matchedOptionValue(ARCHITECTURE, ATTENTION));
        Map<String, Object> question = values("", chosen, line);
        question.put(DESIGN, part(DESIGN, chosen, line));
        question.put(PREDICTOR, part(PREDICTOR, chosen, line));
        try {
            return Question.read(question);
        } catch (Invalid e) {
            throw new Invalid(located(e));
        }
    }

    private Map<String, Object> part(String part, Map<String, String> chosen, ParseResult line) {
        Map<String, Object> values = values(part, chosen, line);
        values.put("kind", chosen.get(part));
        return values;
    }

    private Map<String, Object> values(String part, Map<String, String> chosen, ParseResult line) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (QuestionOption option : options.values()) {
            boolean known = has(part, chosen.get(part), option);
            String text = line.matchedOptionValue(option.name(), known ? DEFAULTS.get(option.key()) : null);
            if (text != null && (known || isLeftTo(part, chosen, option))) {
                values.put(option.key(), option.value(text));
            }
        }
        return values;
    }

    private boolean has(String part, String kind, QuestionOption option) {
        Class<?> variant = kinds.getOrDefault(part, Map.of()).get(kind);
        return variant != null && RecordSchema.of(variant).keys().contains(option.key());
    }

    /** An option that no chosen kind has goes to the part that it belongs to: the question's own, or one that refuses it. */
    private boolean isLeftTo(String part, Map<String, String> chosen, QuestionOption option) {
        return option.part().equals(part)
                && chosen.entrySet().stream().noneMatch(c -> has(c.getKey(), c.getValue(), option));
    }

    /** {@code design.task_covariance.power_law: ...} is {@code --task-covariance power_law: ...} at the command line. */
    private String located(Invalid e) {
        for (int i = 0; i < e.path().size(); i++) {
            QuestionOption option = options.get(e.path().get(i));
            if (option != null) {
                String rest = String.join(".", e.path().subList(i + 1, e.path().size()));
                return (option.name() + " " + rest).strip() + ": " + e.problem();
            }
        }
        return (e.path().contains(PREDICTOR) ? ARCHITECTURE + ": " : "") + e.problem();
    }
}
