package icl.jobs.report;

import icl.jobs.frame.ResourceText;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyExecutable;

/** Vega-Lite in a JavaScript context of its own. One thread at a time. */
final class Vega implements AutoCloseable {
    private static final String JARS = "/META-INF/resources/webjars/";

    static final String DRAWS = JARS + "vega/5.32.0/vega.min.js";
    static final String COMPILES = JARS + "vega-lite/5.23.0/vega-lite.min.js";

    /** Holds what was parsed for all contexts. */
    private static final Engine ENGINE = Engine.newBuilder("js")
            .option("engine.WarnInterpreterOnly", "false")
            .build();

    private final Context js;
    private final Value draw;

    Vega(FontFace typeface) {
        js = Context.newBuilder("js").engine(ENGINE).build();
        run(DRAWS);
        run("vega.js");
        run(COMPILES);
        js.getBindings("js").putMember("textWidth", (ProxyExecutable)
                of -> typeface.width(of[0].asString(), of[1].asDouble(), of[2].asBoolean()));
        draw = js.getBindings("js").getMember("draw");
    }

    /**
     * A specification, in JSON, as an SVG picture.
     *
     * @throws IllegalStateException when Vega does not understand all of it
     */
    String svg(String specification) {
        Value result = draw.execute(specification);
        Value problems = result.getMember("problems");
        if (problems.getArraySize() > 0) {
            throw new IllegalStateException(
                    "Cannot draw: " + problems.getArrayElement(0).asString());
        }
        return result.getMember("svg").asString();
    }

    private void run(String file) {
        js.eval(Source.newBuilder("js", ResourceText.of(Vega.class, file), file).buildLiteral());
    }

    @Override
    public void close() {
        js.close();
    }
}
