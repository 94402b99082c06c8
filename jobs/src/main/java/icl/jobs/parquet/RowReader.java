package icl.jobs.parquet;

import icl.jobs.storage.Damaged;
import icl.jobs.storage.Folder;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads columns of a table's files as the Java values of their types, null where missing. Pages are checked against their sums. */
public final class RowReader {
    private final List<Column<?>> columns;

    /** @param columns in the order of the values of a row */
    public RowReader(List<Column<?>> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Gives the rows of a file in their order.
     *
     * @throws Damaged when the file has columns of other types
     */
    public void read(Folder file, Consumer<Object[]> rows) throws IOException {
        read(file, Long.MAX_VALUE, rows);
    }

    /** Gives so many of the rows, the first ones; of the rest nothing is decoded. */
    public void read(Folder file, long most, Consumer<Object[]> rows) throws IOException {
        long left = most;
        ParquetReadOptions options = HadoopReadOptions.builder(file.hadoop())
                .usePageChecksumVerification()
                .build();
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), file.hadoop()), options)) {
            MessageType schema = reader.getFileMetaData().getSchema();
            List<Integer> present = present(schema, file);
            MessageType wanted =
                    RowWriteSupport.schema(present.stream().map(columns::get).toList());
            reader.setRequestedSchema(wanted);
            for (PageReadStore group; left > 0 && (group = reader.readNextRowGroup()) != null; ) {
                RecordReader<Object[]> records = new ColumnIOFactory()
                        .getColumnIO(wanted, schema)
                        .getRecordReader(group, new Rows(columns, present));
                long given = Math.min(left, group.getRowCount());
                for (long i = 0; i < given; i++) {
                    rows.accept(records.read());
                }
                left -= given;
            }
        }
    }

    /** Columns of the file that are not among those that are wanted. */
    public List<String> unknownColumns(Folder file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file.path(), file.hadoop()))) {
            List<String> known = columns.stream().map(Column::name).toList();
            return reader.getFileMetaData().getSchema().getFields().stream()
                    .map(Type::getName)
                    .filter(name -> !known.contains(name))
                    .toList();
        }
    }

    /** The columns that the file has, by their places among those that are wanted. */
    private List<Integer> present(MessageType schema, Folder file) {
        List<Integer> present = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column<?> column = columns.get(i);
            if (schema.containsField(column.name())) {
                if (!schema.getType(column.name()).equals(column.type().field(column.name()))) {
                    throw new Damaged(file, "its column " + column.name() + " is " + schema.getType(column.name()));
                }
                present.add(i);
            }
        }
        return present;
    }

    private static final class Rows extends RecordMaterializer<Object[]> {
        private final int size;
        private final GroupConverter root;
        private Object[] row;

        Rows(List<Column<?>> columns, List<Integer> present) {
            size = columns.size();
            Converter[] converters = new Converter[present.size()];
            for (int i = 0; i < converters.length; i++) {
                int at = present.get(i);
                converters[i] = new Value(columns.get(at).type(), at);
            }
            root = new GroupConverter() {
                @Override
                public Converter getConverter(int field) {
                    return converters[field];
                }

                @Override
                public void start() {
                    row = new Object[size];
                }

                @Override
                public void end() {}
            };
        }

        @Override
        public Object[] getCurrentRecord() {
            return row;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }

        /** Puts one value into the row. Texts of a dictionary are decoded once. */
        private final class Value extends PrimitiveConverter {
            private final ColumnType type;
            private final int at;
            private String[] dictionary;

            Value(ColumnType type, int at) {
                this.type = type;
                this.at = at;
            }

            @Override
            public boolean hasDictionarySupport() {
                return type == ColumnType.TEXT;
            }

            @Override
            public void setDictionary(Dictionary entries) {
                dictionary = new String[entries.getMaxId() + 1];
                for (int i = 0; i < dictionary.length; i++) {
                    dictionary[i] = entries.decodeToBinary(i).toStringUsingUTF8();
                }
            }

            @Override
            public void addValueFromDictionary(int id) {
                row[at] = dictionary[id];
            }

            @Override
            public void addBinary(Binary value) {
                row[at] = value.toStringUsingUTF8();
            }

            @Override
            public void addInt(int value) {
                row[at] = value;
            }

            @Override
            public void addLong(long value) {
                row[at] = type == ColumnType.TIME ? Instant.EPOCH.plus(value, ChronoUnit.MICROS) : (Object) value;
            }

            @Override
            public void addDouble(double value) {
                row[at] = value;
            }

            @Override
            public void addBoolean(boolean value) {
                row[at] = value;
            }
        }
    }
}
