package icl.jobs.report;

import icl.jobs.frame.Frame;
import java.util.Map;

/** One figure: a query over the views of a results folder, and a drawing of its answer. */
public interface Figure {
    String name();

    /** One sentence on what it shows: the beginning of its caption. */
    String about();

    /** The named sweep that computes its cells; most figures have one of their own name. */
    default String sweep() {
        return name();
    }

    /** What the results have in common that it is drawn from: a design, an architecture, a measure, by the names of the columns. */
    Map<String, String> drawnFrom();

    /** The column of the data along which it is drawn: one value of it is no figure. */
    String along();

    /**
     * Over the views, and over {@code latest}: the results that are there, of several of one cell and measure the last run's, where
     * the predictor was chosen on the design itself. {@code latest_of_any_law} has those chosen on another law, too.
     */
    String sql();

    /** The answer of the query as it is drawn; for what SQL cannot compute. */
    default Frame prepared(Frame answer) {
        return answer;
    }

    /** How to read it: what follows the first sentence of the caption. */
    String reading(Frame frame);

    /** The drawing, without its data and style. */
    Map<String, Object> draw(Frame frame, Size size);
}
