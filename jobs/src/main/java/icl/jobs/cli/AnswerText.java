package icl.jobs.cli;

import icl.core.kinds.Kinds;
import icl.core.linalg.Vector;
import icl.core.records.RecordField;
import icl.core.records.RecordSchema;
import icl.core.records.Records;
import icl.core.risk.formula.Optimum;
import icl.core.risk.paper.PaperRisk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An {@link RiskAnswer} as people read it: some ten lines, ten digits. */
final class AnswerText {
    private static final int LONGEST = 60;

    /** So many numbers of a vector are shown. */
    private static final int FIRST = 4;

    private final List<String> lines = new ArrayList<>();

    private AnswerText() {}

    static String of(RiskAnswer answer) {
        AnswerText text = new AnswerText();
        text.lines.add(described(answer.question().design()));
        text.lines.add(described(answer.question().predictor()));
        text.lines.add("loss: " + Kinds.of(answer.question().loss()));
        text.lines.add("");
        text.addRisk(answer.exact(), answer.paper());
        text.addOptimum(answer.exact());
        return String.join(System.lineSeparator(), text.lines);
    }

    /** The kind of a value, and what was said beyond the kind. */
    private static String described(Object value) {
        RecordSchema<?> shape = RecordSchema.of(value.getClass());
        List<String> said = new ArrayList<>();
        for (int i = 0; i < shape.components().size(); i++) {
            RecordField component = shape.components().get(i);
            Object part = shape.value(value, i);
            if (!Optional.of(part).equals(component.missing())) {
                said.add(component.key() + " " + shown(part));
            }
        }
        return Kinds.of(value) + (said.isEmpty() ? "" : ": ") + String.join(", ", said);
    }

    private static String shown(Object value) {
        Object inner = value instanceof Optional<?> optional ? optional.orElseThrow() : value;
        String json = Json.write(Records.write(inner))
                .replace("\"", "")
                .replace(":", ": ")
                .replace(",", ", ");
        return json.length() <= LONGEST ? json : json.substring(0, LONGEST) + "...";
    }

    private void addRisk(Optimum exact, Optional<PaperRisk> paper) {
        add("risk", Digits.of(exact.risk()), "");
        add("predicting zero", Digits.of(exact.zeroRisk()), "");
        add("gain", Digits.of(exact.gain()), Digits.percent(exact.gain() / exact.zeroRisk()) + " of predicting zero");
        paper.ifPresent(p -> add("paper's form", Digits.of(p.risk()), remark(p, exact)));
    }

    private static String remark(PaperRisk paper, Optimum exact) {
        String kind = words(paper.kind());
        double off = paper.risk() / exact.risk() - 1;
        return paper.kind() == PaperRisk.Relation.EXACT ? kind : kind + ", off by " + Digits.percent(off);
    }

    private void addOptimum(Optimum exact) {
        exact.scales().ifPresent(scales -> add(scales.size() == 1 ? "scale" : "scales", shown(scales), ""));
        add("weights", exact.weights().map(AnswerText::shown).orElse("all one"), "");
        add("effective length", Digits.of(exact.effectiveLength()), "");
        exact.halfRank().ifPresent(rank -> add("half the gain at", "rank " + rank, ""));
        add("found by", words(exact.method()), "");
    }

    private static String words(Enum<?> constant) {
        return Kinds.of(constant).replace('_', ' ');
    }

    private static String shown(Vector vector) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(vector.size(), FIRST); i++) {
            text.append(i == 0 ? "" : ", ").append(Digits.of(vector.get(i)));
        }
        return text + (vector.size() > FIRST ? ", ... (" + vector.size() + ")" : "");
    }

    private void add(String name, String value, String remark) {
        lines.add(String.format("%-18s %s%s", name, value, remark.isEmpty() ? "" : "  (" + remark + ")"));
    }
}
