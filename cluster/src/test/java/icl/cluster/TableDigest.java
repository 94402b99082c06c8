package icl.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.Type;

/**
 * What a results folder says, whoever computed it: the rows of results, restarts and curves, sorted, without the columns that
 * name run, machine and time.
 *
 * @param rows of results
 * @param keys different ones among them
 * @param trained rows of restarts and curves that belong to a row of results
 * @param sha256 of all these rows
 */
record TableDigest(int rows, int keys, int trained, String sha256) {
    private static final Set<String> OF_THE_RUN =
            Set.of("run_id", "cpu_seconds", "commit", "dirty", "icl_version", "java_version", "os_arch");

    static TableDigest of(Path folder) throws IOException {
        List<Group> results = read(folder.resolve("results"));
        Set<String> keys = new HashSet<>();
        Set<String> published = new HashSet<>();
        for (Group row : results) {
            keys.add(key(row));
            published.add(value(row, "run_id") + " " + key(row));
        }
        List<Group> trained = new ArrayList<>(read(folder.resolve("restarts")));
        trained.addAll(read(folder.resolve("curves")));
        trained.removeIf(row -> !published.contains(value(row, "run_id") + " " + key(row)));
        List<String> lines = Stream.concat(results.stream(), trained.stream())
                .map(TableDigest::text)
                .sorted()
                .toList();
        return new TableDigest(results.size(), keys.size(), trained.size(), sha256(lines));
    }

    private static List<Group> read(Path table) throws IOException {
        if (!Files.exists(table)) {
            return List.of();
        }
        List<Group> rows = new ArrayList<>();
        try (Stream<Path> files = Files.walk(table)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".parquet")).toList()) {
                read(file, rows);
            }
        }
        return rows;
    }

    private static void read(Path file, List<Group> rows) throws IOException {
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
        try (ParquetReader<Group> reader = ParquetReader.builder(new GroupReadSupport(), path)
                .withConf(new Configuration())
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
    }

    private static String key(Group row) {
        return value(row, "cell_id") + " " + value(row, "measure") + " " + value(row, "measure_id");
    }

    private static String text(Group row) {
        StringBuilder text = new StringBuilder();
        for (Type column : row.getType().getFields()) {
            if (!OF_THE_RUN.contains(column.getName())) {
                text.append(column.getName())
                        .append('=')
                        .append(value(row, column.getName()))
                        .append('\t');
            }
        }
        return text.toString();
    }

    /** Doubles as text read back to the same bits. */
    private static String value(Group row, String column) {
        int index = row.getType().getFieldIndex(column);
        return row.getFieldRepetitionCount(index) == 0 ? "" : row.getValueToString(index, 0);
    }

    private static String sha256(List<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
