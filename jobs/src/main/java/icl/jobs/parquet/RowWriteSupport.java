package icl.jobs.parquet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Writes the columns of a row, one after the other, into Parquet. */
final class RowWriteSupport<R> extends WriteSupport<R> {
    private final List<Column<R>> columns;
    private final Map<String, String> metadata;
    private final Texts[] texts;
    private RecordConsumer out;

    RowWriteSupport(List<Column<R>> columns, Map<String, String> metadata) {
        this.columns = List.copyOf(columns);
        this.metadata = metadata;
        this.texts = new Texts[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new Texts();
        }
    }

    static MessageType schema(List<? extends Column<?>> columns) {
        return new MessageType(
                "row", columns.stream().<Type>map(c -> c.type().field(c.name())).toList());
    }

    @Override
    @SuppressWarnings("deprecation") // abstract
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema(columns), metadata);
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return init((Configuration) null);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        out = consumer;
    }

    @Override
    public void write(R row) {
        out.startMessage();
        for (int i = 0; i < texts.length; i++) {
            Column<R> column = columns.get(i);
            Object value = column.value().apply(row);
            if (value != null) {
                out.startField(column.name(), i);
                write(column, value, texts[i]);
                out.endField(column.name(), i);
            }
        }
        out.endMessage();
    }

    private void write(Column<R> column, Object value, Texts text) {
        switch (column.type()) {
            case TEXT -> out.addBinary(text.binary((String) value));
            case INT -> out.addInteger((Integer) value);
            case LONG -> out.addLong((Long) value);
            case NUMBER -> out.addDouble(finite(column, (Double) value));
            case FLAG -> out.addBoolean((Boolean) value);
            case TIME -> out.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
        }
    }

    private double finite(Column<R> column, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "Cannot write " + column.name() + ": " + value + " (missing is null, and a number is finite)");
        }
        return value;
    }

    /** The bytes of the last text: most columns repeat theirs. */
    private static final class Texts {
        private String last;
        private Binary bytes;

        Binary binary(String text) {
            if (!text.equals(last)) {
                last = text;
                bytes = Binary.fromConstantByteArray(text.getBytes(StandardCharsets.UTF_8));
            }
            return bytes;
        }
    }
}
