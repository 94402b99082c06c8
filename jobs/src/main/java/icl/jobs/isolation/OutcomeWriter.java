package icl.jobs.isolation;

import icl.core.model.Tensor;
import icl.jobs.sweep.CurvePoint;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Explanation;
import icl.jobs.sweep.Parameters;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.Sampling;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Turns an outcome into the bytes that {@link OutcomeReader} reads: record by record, numbers to the bit. */
final class OutcomeWriter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private OutcomeWriter() {}

    static byte[] bytes(Outcome outcome) throws IOException {
        OutcomeWriter writer = new OutcomeWriter();
        writer.optional(outcome.estimate(), writer::estimate);
        writer.optional(outcome.error(), writer::error);
        writer.list(outcome.restarts(), writer::restart);
        writer.number(outcome.cpuSeconds());
        return writer.bytes.toByteArray();
    }

    private interface Part<T> {
        void write(T value) throws IOException;
    }

    private <T> void optional(Optional<T> value, Part<T> part) throws IOException {
        list(value.stream().toList(), part);
    }

    private <T> void list(List<T> values, Part<T> part) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            part.write(value);
        }
    }

    private void number(double value) throws IOException {
        out.writeLong(Double.doubleToRawLongBits(value));
    }

    private void optional(OptionalDouble value) throws IOException {
        out.writeBoolean(value.isPresent());
        number(value.orElse(0));
    }

    private void optional(OptionalInt value) throws IOException {
        out.writeBoolean(value.isPresent());
        out.writeInt(value.orElse(0));
    }

    private void optional(OptionalLong value) throws IOException {
        out.writeBoolean(value.isPresent());
        out.writeLong(value.orElse(0));
    }

    private void text(String value) throws IOException {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(text.length);
        out.write(text);
    }

    private void error(CellError error) throws IOException {
        text(error.kind().name());
        text(error.text());
    }

    private void estimate(Estimate estimate) throws IOException {
        number(estimate.risk());
        text(estimate.method());
        sampling(estimate.sampling());
        explanation(estimate.explanation());
        optional(estimate.stopped(), this::text);
        list(estimate.restarts(), this::restart);
    }

    private void sampling(Sampling sampling) throws IOException {
        optional(sampling.standardError());
        optional(sampling.lower());
        optional(sampling.upper());
        optional(sampling.prompts());
        optional(sampling.replicates());
        optional(sampling.errorBelow());
        optional(sampling.errorAbove());
    }

    private void explanation(Explanation explanation) throws IOException {
        optional(explanation.zeroRisk());
        optional(explanation.gain());
        optional(explanation.effectiveLength());
        optional(explanation.halfRank());
        optional(explanation.preconditionerScale());
    }

    private void restart(Restart restart) throws IOException {
        out.writeInt(restart.number());
        out.writeLong(restart.steps());
        text(restart.stopped());
        optional(restart.risk());
        optional(restart.standardError());
        optional(restart.error(), this::text);
        list(restart.curve(), this::point);
        optional(restart.parameters(), this::parameters);
        number(restart.cpuSeconds());
    }

    private void point(CurvePoint point) throws IOException {
        out.writeLong(point.step());
        number(point.loss());
        optional(point.risk());
    }

    private void parameters(Parameters parameters) throws IOException {
        list(parameters.tensors(), this::tensor);
        for (double value : parameters.values()) {
            number(value);
        }
    }

    private void tensor(Tensor tensor) throws IOException {
        text(tensor.name());
        out.writeInt(tensor.rows());
        out.writeInt(tensor.columns());
    }
}
