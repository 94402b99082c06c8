package icl.jobs.isolation;

import icl.core.model.Tensor;
import icl.jobs.schema.ErrorKind;
import icl.jobs.sweep.CurvePoint;
import icl.jobs.sweep.Estimate;
import icl.jobs.sweep.Explanation;
import icl.jobs.sweep.Parameters;
import icl.jobs.sweep.Restart;
import icl.jobs.sweep.Sampling;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes an outcome of the bytes that {@link OutcomeWriter} wrote; the checks of its records run again. */
final class OutcomeReader {
    private final DataInputStream in;

    private OutcomeReader(byte[] bytes) {
        in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    static Outcome outcome(byte[] bytes) throws IOException {
        OutcomeReader reader = new OutcomeReader(bytes);
        return new Outcome(
                reader.optional(reader::estimate),
                reader.optional(reader::error),
                reader.list(reader::restart),
                reader.number());
    }

    private interface Part<T> {
        T read() throws IOException;
    }

    private <T> Optional<T> optional(Part<T> part) throws IOException {
        return list(part).stream().findFirst();
    }

    private <T> List<T> list(Part<T> part) throws IOException {
        int size = in.readInt();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(part.read());
        }
        return values;
    }

    private double number() throws IOException {
        return Double.longBitsToDouble(in.readLong());
    }

    private OptionalDouble optionalNumber() throws IOException {
        boolean isPresent = in.readBoolean();
        double value = number();
        return isPresent ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private OptionalInt optionalInt() throws IOException {
        boolean isPresent = in.readBoolean();
        int value = in.readInt();
        return isPresent ? OptionalInt.of(value) : OptionalInt.empty();
    }

    private OptionalLong optionalLong() throws IOException {
        boolean isPresent = in.readBoolean();
        long value = in.readLong();
        return isPresent ? OptionalLong.of(value) : OptionalLong.empty();
    }

    private String text() throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private CellError error() throws IOException {
        return new CellError(ErrorKind.valueOf(text()), text());
    }

    private Estimate estimate() throws IOException {
        return new Estimate(number(), text(), sampling(), explanation(), optional(this::text), list(this::restart));
    }

    private Sampling sampling() throws IOException {
        return new Sampling(
                optionalNumber(),
                optionalNumber(),
                optionalNumber(),
                optionalLong(),
                optionalInt(),
                optionalNumber(),
                optionalNumber());
    }

    private Explanation explanation() throws IOException {
        return new Explanation(optionalNumber(), optionalNumber(), optionalNumber(), optionalInt(), optionalNumber());
    }

    private Restart restart() throws IOException {
        return new Restart(
                in.readInt(),
                in.readLong(),
                text(),
                optionalNumber(),
                optionalNumber(),
                optional(this::text),
                list(this::point),
                optional(this::parameters),
                number());
    }

    private CurvePoint point() throws IOException {
        return new CurvePoint(in.readLong(), number(), optionalNumber());
    }

    private Parameters parameters() throws IOException {
        List<Tensor> tensors = list(this::tensor);
        double[] values = new double[tensors.stream().mapToInt(Tensor::size).sum()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number();
        }
        return new Parameters(tensors, values);
    }

    private Tensor tensor() throws IOException {
        return new Tensor(text(), in.readInt(), in.readInt());
    }
}
