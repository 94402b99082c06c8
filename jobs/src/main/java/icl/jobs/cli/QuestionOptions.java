package icl.jobs.cli;

import icl.core.check.Invalid;
import icl.core.naming.Component;
import icl.core.naming.Flat;
import icl.core.naming.Kinds;
import icl.core.naming.Records;
import icl.core.naming.Shape;
import icl.core.risk.Question;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
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

    private final Map<String, Set<String>> kinds = new HashMap<>();
    private final Map<String, QuestionOption> options = new LinkedHashMap<>();

    QuestionOptions() {
        for (Component part : Shape.of(Question.class).components()) {
            if (part.type().isAnnotationPresent(Flat.class)) {
                kinds.put(part.key(), Kinds.of(part.type()).keySet());
                Kinds.of(part.type()).forEach((kind, variant) -> addAll(part.key(), kind, Shape.of(variant)));
            } else {
                add(new QuestionOption("", part));
            }
        }
    }

    private void addAll(String part, String kind, Shape<?> shape) {
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
                .description("Law of the prompts: " + String.join(", ", kinds.get(DESIGN)) + ".")
                .build());
        command.addOption(OptionSpec.builder(ARCHITECTURE)
                .type(String.class)
                .paramLabel("KIND")
                .defaultValue(ATTENTION)
                .description("What predicts: " + String.join(", ", kinds.get(PREDICTOR))
                        + " (${DEFAULT-VALUE} if not given).")
                .build());
        options.forEach((key, option) -> command.addOption(option.spec(
                meanings.getProperty(key, ""),
                kinds.getOrDefault(option.part(), Set.of()).size())));
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
            throw new Invalid("Missing DESIGN (one of: " + String.join(", ", kinds.get(DESIGN)) + ")");
        }
        Map<String, Object> question = values("", "", line);
        question.put(DESIGN, part(DESIGN, design, line));
        question.put(PREDICTOR, part(PREDICTOR, line.matchedOptionValue(ARCHITECTURE, ATTENTION), line));
        try {
            return Records.read(Question.class, question);
        } catch (Invalid e) {
            throw new Invalid(located(e));
        }
    }

    private Map<String, Object> part(String part, String kind, ParseResult line) {
        Map<String, Object> values = values(part, kind, line);
        values.put("kind", kind);
        return values;
    }

    private Map<String, Object> values(String part, String kind, ParseResult line) {
        Map<String, Object> values = new LinkedHashMap<>();
        options.values().stream().filter(option -> option.part().equals(part)).forEach(option -> {
            String missing = option.kinds().contains(kind) ? DEFAULTS.get(option.key()) : null;
            String text = line.matchedOptionValue(option.name(), missing);
            if (text != null) {
                values.put(option.key(), option.value(text));
            }
        });
        return values;
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
