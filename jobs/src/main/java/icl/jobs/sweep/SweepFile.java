package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.text.Excerpts;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Loads sweeps from files. */
public final class SweepFile {
    /** Largest file of cells, in bytes: some millions of lines. It travels with every task. */
    private static final long LARGEST_TABLE = 64 << 20;

    private SweepFile() {}

    /**
     * The sweep of a file and of the files of cells beside it.
     *
     * @param overrides values in YAML that replace those of the file, by axis; {@code seed} and {@code where} too
     */
    public static Sweep load(Path file, Map<String, String> overrides) {
        String yaml = text(file, file.toString(), 4L * Yaml.LONGEST);
        Map<String, String> tables = new LinkedHashMap<>();
        for (String name : SweepReader.tableNames(file.toString(), yaml)) {
            tables.put(name, text(beside(file, name), name, LARGEST_TABLE));
        }
        return Sweep.of(new SweepSource(file.toString(), yaml, tables, overrides));
    }

    /** A file named in a sweep file. It cannot be outside the folder of that one. */
    private static Path beside(Path file, String name) {
        try {
            Path folder = file.toAbsolutePath().getParent().toRealPath();
            Path table = folder.resolve(name).normalize();
            boolean plain =
                    !Path.of(name).isAbsolute() && !Path.of(name).normalize().startsWith("..");
            if (plain
                    && table.startsWith(folder)
                    && (!Files.exists(table) || table.toRealPath().startsWith(folder))) {
                return table;
            }
        } catch (InvalidPathException | IOException e) {
            throw new Invalid("Cannot read table " + Excerpts.text(name) + ": " + e.getMessage());
        }
        throw new Invalid("Invalid table: " + Excerpts.text(name) + " (must be a file in the folder of " + file
                + ", without .. and links that lead out)");
    }

    private static String text(Path file, String name, long largest) {
        if (!Files.isRegularFile(file)) {
            String reason = Files.exists(file) ? "it is not a file" : "there is no such file";
            throw new Invalid("Cannot read " + Excerpts.text(name) + ": " + reason);
        }
        try {
            if (Files.size(file) > largest) {
                throw new Invalid("Cannot read " + Excerpts.text(name) + ": " + Files.size(file)
                        + " bytes (must be at most " + largest + ")");
            }
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new Invalid("Cannot read " + Excerpts.text(name) + ": it is not UTF-8 text");
        } catch (IOException e) {
            throw new Invalid("Cannot read " + Excerpts.text(name) + ": " + e.getMessage());
        }
    }
}
