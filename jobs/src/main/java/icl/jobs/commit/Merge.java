package icl.jobs.commit;

import icl.jobs.parquet.Column;
import icl.jobs.parquet.ColumnType;
import icl.jobs.parquet.RowReader;
import icl.jobs.parquet.RowWriter;
import icl.jobs.schema.Table;
import icl.jobs.storage.StagedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Writes all rows of a table into few files. Within stretches that fit into memory they are sorted, so that they compress well. */
public final class Merge implements AutoCloseable {
    /** Bytes after which a file is full. */
    static final long FILE = 256L << 20;

    /** Rows, and characters of their texts, that are sorted at a time. */
    private static final int STRETCH = 200_000;

    private static final long TEXT = 64L << 20;

    private final List<Column<?>> columns;
    private final Comparator<Object[]> order;
    private final Set<String> distinct;
    private final Staging staging;
    private final IntFunction<String> names;
    private final List<Object[]> stretch = new ArrayList<>();
    private final List<StagedFile> files = new ArrayList<>();
    private long text;
    private RowWriter<Object[]> writer;

    /**
     * @param names of the files, by their numbers
     */
    Merge(Table table, Staging staging, IntFunction<String> names) {
        this.names = names;
        this.columns = List.copyOf(table.columns());
        this.order = order(columns, table.key());
        this.distinct = table.distinct();
        this.staging = staging;
    }

    /** Names that no other table takes. */
    static String unique(int number) {
        return "merged-" + UUID.randomUUID() + ".parquet";
    }

    /** By the columns that repeat their values, then by the key. */
    private static Comparator<Object[]> order(List<Column<?>> columns, List<String> key) {
        List<Integer> places = new ArrayList<>();
        List<Integer> last = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            (key.contains(columns.get(i).name()) ? last : places).add(i);
        }
        places.removeIf(place -> columns.get(place).type() == ColumnType.NUMBER
                && !columns.get(place).name().matches("alpha|noise_variance"));
        places.addAll(last);
        return (a, b) -> {
            for (int place : places) {
                int compared = compare(a[place], b[place]);
                if (compared != 0) {
                    return compared;
                }
            }
            return 0;
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both are of the column's type
    private static int compare(Object a, Object b) {
        if (a == null || b == null) {
            return Boolean.compare(a != null, b != null);
        }
        return ((Comparable) a).compareTo(b);
    }

    /** Adds the rows of a file. */
    void add(DataFile file, RowDigest digest) throws IOException {
        read(file, columns, row -> {
            digest.add(row);
            add(row);
        });
    }

    /** Gives the rows of a file in their order. */
    public static void read(DataFile file, List<Column<?>> columns, Consumer<Object[]> rows) throws IOException {
        try {
            new RowReader(columns).read(file.place(), rows);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void add(Object[] row) {
        stretch.add(row);
        for (Object value : row) {
            text += value instanceof String word && word.length() > 1000 ? word.length() : 0;
        }
        if (stretch.size() >= STRETCH || text >= TEXT) {
            try {
                flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void flush() throws IOException {
        stretch.sort(order);
        for (Object[] row : stretch) {
            if (writer == null) {
                writer = staging.writer(names.apply(files.size()), writable(), distinct);
            }
            writer.write(row);
        }
        stretch.clear();
        text = 0;
        if (writer != null && writer.size() >= FILE) {
            endFile();
        }
    }

    private List<Column<Object[]>> writable() {
        List<Column<Object[]>> writable = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            writable.add(new Column<>(columns.get(i).name(), columns.get(i).type(), row -> row[at]));
        }
        return writable;
    }

    private void endFile() throws IOException {
        writer.close();
        files.add(writer.written());
        writer = null;
    }

    /** The files, complete. */
    List<StagedFile> finish() throws IOException {
        flush();
        if (writer != null) {
            endFile();
        }
        return List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
