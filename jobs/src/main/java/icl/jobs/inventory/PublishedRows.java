package icl.jobs.inventory;

import icl.jobs.commit.Batch;
import icl.jobs.commit.DataFile;
import icl.jobs.commit.Listing;
import icl.jobs.commit.ResultTable;
import icl.jobs.parquet.RowReader;
import icl.jobs.schema.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rows of {@code results} as they are published, for who looks on: files are read once, in the order of their names, up to a
 * number of rows. A compaction begins it anew. For one thread at a time.
 */
public final class PublishedRows {
    private final ResultTable table;
    private final RowReader reader;
    private final int most;
    private final Set<String> seen = new HashSet<>();
    private final List<Object[]> rows = new ArrayList<>();
    private final Map<String, Long> published = new HashMap<>();

    /**
     * @param columns whose values each row has, in this order
     * @param most rows that are kept
     */
    public PublishedRows(ResultTable table, List<String> columns, int most) {
        this.table = table;
        this.reader = new RowReader(Table.RESULTS.columns(columns));
        this.most = most;
    }

    /** Reads what was published since it was last asked: whether that was anything. */
    public boolean refresh() {
        return ResultTable.retried(this::refreshed);
    }

    private boolean refreshed() {
        try {
            Listing listing = Listing.of(table.folder(), Table.RESULTS);
            List<String> names =
                    listing.batches().stream().map(Listing.Entry::name).toList();
            boolean changed = forgetUnless(new HashSet<>(names).containsAll(seen));
            for (Listing.Entry batch : listing.batches()) {
                changed |= !seen.contains(batch.name()) && add(batch.read(), batch.name());
            }
            return changed;
        } catch (IOException e) {
            throw table.failed(e);
        }
    }

    private boolean forgetUnless(boolean holds) {
        if (!holds) {
            seen.clear();
            rows.clear();
            published.clear();
        }
        return !holds;
    }

    /** All of a batch or nothing. */
    private boolean add(Optional<Batch> batch, String name) throws IOException {
        if (batch.isEmpty()) {
            return false;
        }
        List<Object[]> fresh = new ArrayList<>();
        long all = 0;
        for (DataFile file : batch.get().files()) {
            all += file.published().rows();
            reader.read(file.place(), most - rows.size() - fresh.size(), fresh::add);
        }
        rows.addAll(fresh);
        published.merge(name, all, Long::sum);
        return seen.add(name);
    }

    /** The rows that were read; the arrays are not to be changed. */
    public List<Object[]> rows() {
        return Collections.unmodifiableList(rows);
    }

    /** How many rows there are, those that are not kept included. */
    public long published() {
        return published.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same of one run; none where its batches were merged since. */
    public long published(String runId) {
        return published.entrySet().stream()
                .filter(batch -> batch.getKey().startsWith("batch=" + runId + "-"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
