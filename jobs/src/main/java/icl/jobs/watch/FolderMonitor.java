package icl.jobs.watch;

import icl.jobs.commit.ResultTable;
import icl.jobs.inventory.PublishedRows;
import icl.jobs.secrets.Secrets;
import icl.jobs.watch.FolderStatus.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a results folder for the page. Each request reads the live runs; published rows are read once. */
final class FolderMonitor {
    /** Most rows from which failures and curves are taken. */
    static final int MOST_ROWS = 50_000;

    /** Least seconds between two searches for new rows. */
    private static final double EVERY = 2;

    private final ResultTable table;
    private final InstantSource clock;
    private final PublishedRows rows;
    private Instant next = Instant.MIN;
    private long version;
    private List<Failures.Kind> failures = List.of();
    private Curves curves = CurveFinder.find(List.of());
    private String problem;
    private String counting;
    private OptionalLong planned = OptionalLong.empty();

    FolderMonitor(ResultTable table, InstantSource clock) {
        this.table = table.unchecked(); // Parquet pages have checksums of their own
        this.clock = clock;
        this.rows = new PublishedRows(this.table, RowValues.ALL, MOST_ROWS);
    }

    synchronized FolderStatus status() {
        refresh();
        List<String> live = List.of();
        RunStatus run = null;
        String sweep = null;
        String trouble = problem;
        try {
            sweep = table.owner().orElse(null);
            live = table.liveRuns();
            run = run(live).orElse(null);
        } catch (RuntimeException | IOException e) {
            trouble = Secrets.hidden(String.valueOf(e.getMessage()));
        }
        return new FolderStatus(
                table.name(),
                sweep,
                live.size(),
                run,
                rows.published(),
                rows.rows().size(),
                version,
                failures,
                trouble);
    }

    synchronized Curves curves() {
        refresh();
        return curves;
    }

    /** Reads new rows, at most once in {@link #EVERY} seconds. */
    private void refresh() {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return;
        }
        try {
            problem = null;
            if (rows.refresh()) {
                version++;
                failures = Failures.of(rows.rows());
                curves = CurveFinder.find(rows.rows());
            }
        } catch (RuntimeException e) {
            problem = Secrets.hidden(String.valueOf(e.getMessage()));
        }
        next = clock.instant().plusMillis((long) (EVERY * 1000));
    }

    /** Names of runs sort by time. */
    private Optional<RunStatus> run(List<String> live) throws IOException {
        Optional<String> id = live.isEmpty() ? table.lastProgress() : Optional.of(live.get(live.size() - 1));
        return id.isEmpty() ? Optional.empty() : Optional.of(run(id.get(), !live.isEmpty()));
    }

    private RunStatus run(String id, boolean isLive) throws IOException {
        Optional<ProgressRecord> progress = progress(id);
        if (progress.isEmpty()) {
            return new RunStatus(id, isLive ? "starting" : "killed", null, 0);
        }
        ProgressRecord last = progress.get();
        String state = last.isRunning() && !isLive ? "killed" : last.state();
        return new RunStatus(id, state, last, last.secondsAgo(clock.instant()));
    }

    /** The last progress of a run. Without a progress file it is counted from published rows. */
    private Optional<ProgressRecord> progress(String id) throws IOException {
        Optional<Path> file = table.progress(id);
        return file.isPresent() ? ProgressFileTail.of(file.get()) : counted(id);
    }

    private Optional<ProgressRecord> counted(String id) {
        if (!id.equals(counting)) {
            counting = id;
            planned = table.planned(id);
        }
        if (planned.isEmpty()) {
            counting = null; // the row of a run comes after its lease
            return Optional.empty();
        }
        long failed = rows.rows().stream()
                .filter(row -> RowValues.text(row, "run_id", "").equals(id) && !RowValues.isOk(row))
                .count();
        String sweep = table.owner().orElse("");
        return Optional.of(
                ProgressRecord.of(id, sweep, rows.published(id), failed, planned.getAsLong(), clock.instant()));
    }
}
