package icl.jobs.sweep;

/** A value that stands outside a file, behind an option: {@code 0.3}, {@code [1, 2]}, <code>{power_law: 1}</code>. */
public final class FlowValue {
    private FlowValue() {}

    /**
     * The plain tree of a text in the YAML of sweep files.
     *
     * @param name of the option; messages begin with it
     */
    public static Object read(String name, String text) {
        return Yaml.parse(new Mark(name, 0), text).tree();
    }
}
