package icl.jobs.cli;

import icl.core.check.Invalid;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A value on the command line, written as in a sweep file: {@code 0.3}, {@code [1, 2]}, <code>{power_law: 1}</code>. */
final class FlowValue {
    private static final LoadSettings STRICT =
            LoadSettings.builder().setMaxAliasesForCollections(0).build();

    private FlowValue() {}

    static Object read(String text) {
        try {
            return new Load(STRICT).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new Invalid("Invalid value: " + text);
        }
    }
}
