package icl.jobs.table;

import icl.core.check.Invalid;
import icl.core.naming.Secrets;
import icl.core.naming.Show;
import icl.jobs.plan.DoneKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A results folder: {@code _icl.json} names its sweep and format, {@code <table>/<batch>/part-*.parquet} are the rows.
 * Opening one changes nothing on disk; rows are added through {@link #begin}.
 */
public final class ResultTable {
    /** Holds what is not published yet; a leading underscore hides it from every reader. */
    static final String STAGING = "_staging";

    private final String name;
    private final Folder folder;

    private ResultTable(String name, Folder folder) {
        this.name = name;
        this.folder = folder;
    }

    /**
     * The results folder of that name, which need not exist yet.
     *
     * @param name a path on any file system that Hadoop knows; a plain one is on its default file system
     * @throws Invalid when the name is none
     */
    public static ResultTable at(String name, Configuration hadoop) {
        try {
            return new ResultTable(Secrets.hidden(name), Folder.of(name, hadoop));
        } catch (IOException | RuntimeException e) { // Hadoop does not say which
            throw new Invalid(
                    "Invalid results folder: " + Show.text(Secrets.hidden(name)) + " (" + e.getMessage() + ")");
        }
    }

    /** As the user named it, without a password. */
    public String name() {
        return name;
    }

    /**
     * The sweep that owns the folder; empty when there is no table yet.
     *
     * @throws Invalid when the folder holds something else
     * @throws Conflict when this build does not know its format
     */
    public Optional<String> owner() {
        try {
            Folder marker = folder.in(Marker.FILE);
            if (!marker.exists()) {
                requireNothingElse();
                return Optional.empty();
            }
            folder.list(); // refuses links
            Marker found = Marker.parse(name, marker.text());
            found.requireReadable(name);
            return Optional.of(found.sweep());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Refuses a folder that this sweep may not write to.
     *
     * @throws Invalid when it holds something else
     * @throws Conflict when it belongs to another sweep or has another format
     */
    public void requireOwner(String sweep) {
        owner().ifPresent(owner -> new Marker(Marker.FORMAT, owner).requireOwner(name, sweep));
    }

    /** The keys of all published results. */
    public DoneKeys done() {
        DoneKeys done = DoneKeys.none();
        readTexts(
                Table.RESULTS,
                ResultSchema.KEYS,
                key -> done.add(key[0], key[1], key[2], ResultSchema.OK.equals(key[3])));
        return done;
    }

    /** Reads some columns, of texts or integers, of all published rows of a table; the array is used again for the next row. */
    void readTexts(Table table, List<String> columns, Consumer<String[]> rows) {
        TextReader reader = new TextReader(table.columns(columns));
        for (Path file : files(table)) {
            try {
                reader.read(file, folder.hadoop(), rows);
            } catch (IOException | RuntimeException e) {
                throw new IllegalStateException("Cannot read " + file + ": " + e.getMessage(), e);
            }
        }
    }

    /** The folder of a table's published batches; empty when there is none. */
    public Optional<Path> batches(Table table) {
        return statuses(table).isEmpty()
                ? Optional.empty()
                : Optional.of(folder.in(table.folder()).path());
    }

    /** The published files of a table, in the order of their names. */
    public List<Path> files(Table table) {
        return statuses(table).stream().map(FileStatus::getPath).toList();
    }

    List<FileStatus> statuses(Table table) {
        try {
            List<FileStatus> files = new ArrayList<>();
            Folder batches = folder.in(table.folder());
            for (FileStatus batch : batches.listVisible()) {
                files.addAll(batches.in(batch.getPath().getName()).listVisible());
            }
            return files;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Starts a run: makes the folder a table if it is none, and publishes the run's row of {@code sweeps}.
     *
     * @throws Conflict when the folder belongs to another sweep
     */
    public ResultRun begin(Provenance provenance) {
        Run run = provenance.run();
        requireOwner(run.sweep());
        try {
            Folder staging = folder.in(STAGING).in(run.id());
            if (staging.exists()) {
                throw new Conflict("Cannot start run " + run.id() + ": another writer has its folder " + staging);
            }
            staging.create();
            claim(staging, Marker.of(run.sweep()));
            ResultRun writer = new ResultRun(provenance, folder, staging);
            writer.publish(Table.SWEEPS, Provenance.columns(), provenance);
            return writer;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void claim(Folder staging, Marker marker) throws IOException {
        Folder place = folder.in(Marker.FILE);
        if (!place.exists()) {
            Folder staged = staging.in(Marker.FILE);
            staged.write(marker.json());
            moveUnlessThere(staged, place);
        }
        requireOwner(marker.sweep()); // another run may have been quicker, of another sweep even
    }

    private static void moveUnlessThere(Folder staged, Folder place) throws IOException {
        try {
            staged.moveTo(place);
        } catch (IOException e) {
            if (!place.exists()) {
                throw e;
            }
        }
    }

    private void requireNothingElse() throws IOException {
        if (folder.isFile()) {
            throw new Invalid("Cannot use results folder " + name + ": it is a file");
        }
        for (FileStatus inside : folder.list()) {
            if (!inside.getPath().getName().equals(STAGING)) {
                throw new Invalid("Cannot use results folder " + name + ": it is no results folder but holds '"
                        + inside.getPath().getName() + "' (give a new or an empty folder)");
            }
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot use results folder " + name + ": " + e.getMessage(), e);
    }
}
