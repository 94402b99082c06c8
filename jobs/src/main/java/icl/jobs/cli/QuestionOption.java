package icl.jobs.cli;

import icl.core.kinds.InternallyTagged;
import icl.core.kinds.Kinds;
import icl.core.records.RecordField;
import icl.jobs.sweep.FlowValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.OptionSpec;

/**
 * One option of a question.
 *
 * @param part key of the first part of the question that it belongs to; empty for the question itself
 * @param component the component of the part that it gives
 * @param kinds the kinds that have it, of whatever part; empty for all
 */
record QuestionOption(String part, RecordField component, List<String> kinds) {
    QuestionOption(String part, RecordField component) {
        this(part, component, new ArrayList<>());
    }

    String key() {
        return component.key();
    }

    /** {@code noise_variance} is {@code --noise-variance}. */
    String name() {
        return "--" + key().replace('_', '-');
    }

    /** Its value, written as in a sweep file. */
    Object value(String text) {
        return FlowValue.read(name(), text);
    }

    /** For the parser: what it means, what it may be, and which of so many kinds have it. */
    OptionSpec spec(String meaning, int allKinds) {
        String family = Kinds.isFamily(component.type())
                        && !component.type().isAnnotationPresent(InternallyTagged.class)
                ? " One of: " + String.join(", ", Kinds.of(component.type()).keySet()) + "."
                : "";
        String only = kinds.size() == allKinds ? "" : " For: " + String.join(", ", kinds) + ".";
        return OptionSpec.builder(name())
                .type(String.class)
                .paramLabel(key().substring(key().indexOf('_') + 1).toUpperCase(Locale.ROOT))
                .description((meaning + family + only).strip())
                .build();
    }
}
