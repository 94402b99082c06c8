package icl.jobs.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Reads some columns of texts or integers of a Parquet file and nothing else of it, without Spark. Pages are checked against their sums. */
public final class TextReader {
    private final MessageType schema;

    /** @param columns in the order of the values of a row */
    public TextReader(List<Column<?>> columns) {
        this.schema = RowWriteSupport.schema(columns);
    }

    /** Gives each row's values as texts, in the order of the columns, null where missing. The array is used again for the next row. */
    public void read(Path file, Configuration hadoop, Consumer<String[]> rows) throws IOException {
        ParquetReadOptions options =
                HadoopReadOptions.builder(hadoop).usePageChecksumVerification().build();
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop), options)) {
            MessageColumnIO columns = new ColumnIOFactory()
                    .getColumnIO(schema, reader.getFileMetaData().getSchema());
            reader.setRequestedSchema(schema);
            for (PageReadStore group; (group = reader.readNextRowGroup()) != null; ) {
                RecordReader<String[]> records = columns.getRecordReader(group, new Texts(schema));
                for (long i = 0; i < group.getRowCount(); i++) {
                    rows.accept(records.read());
                }
            }
        }
    }

    /** Puts the texts of a record into an array. */
    private static final class Texts extends RecordMaterializer<String[]> {
        private final String[] values;
        private final GroupConverter root;

        Texts(MessageType schema) {
            int size = schema.getFieldCount();
            values = new String[size];
            Converter[] converters = new Converter[size];
            for (int i = 0; i < size; i++) {
                boolean text = schema.getType(i).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
                converters[i] = text ? new Text(values, i) : new Whole(values, i);
            }
            root = new GroupConverter() {
                @Override
                public Converter getConverter(int field) {
                    return converters[field];
                }

                @Override
                public void start() {
                    Arrays.fill(values, null);
                }

                @Override
                public void end() {}
            };
        }

        @Override
        public String[] getCurrentRecord() {
            return values;
        }

        @Override
        public GroupConverter getRootConverter() {
            return root;
        }
    }

    /** Decodes the entries of a dictionary once, not once a row. */
    private static final class Text extends PrimitiveConverter {
        private final String[] values;
        private final int at;
        private String[] dictionary;

        Text(String[] values, int at) {
            this.values = values;
            this.at = at;
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
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
            values[at] = dictionary[id];
        }

        @Override
        public void addBinary(Binary value) {
            values[at] = value.toStringUsingUTF8();
        }
    }

    /** Writes integers as texts. */
    private static final class Whole extends PrimitiveConverter {
        private final String[] values;
        private final int at;

        Whole(String[] values, int at) {
            this.values = values;
            this.at = at;
        }

        @Override
        public void addInt(int value) {
            values[at] = Integer.toString(value);
        }

        @Override
        public void addLong(long value) {
            values[at] = Long.toString(value);
        }
    }
}
