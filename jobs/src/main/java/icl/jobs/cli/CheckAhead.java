package icl.jobs.cli;

import icl.jobs.commit.ResultTable;
import icl.jobs.query.Query;

/** Compares the files of a query with their checksums while its Spark session starts. */
final class CheckAhead {
    private final ResultTable table;
    private final Thread thread;

    CheckAhead(Query query, ResultTable table) {
        this.table = table;
        this.thread = new Thread(() -> check(query, table), "check");
        thread.setDaemon(true);
        thread.start();
    }

    private static void check(Query query, ResultTable table) {
        try {
            query.check(table);
        } catch (RuntimeException e) {
            // the query itself checks what is not checked, and says so
        }
    }

    /** The table, as far as it could be checked. */
    ResultTable table() {
        try {
            thread.join();
            return table;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The query was interrupted", e);
        }
    }
}
