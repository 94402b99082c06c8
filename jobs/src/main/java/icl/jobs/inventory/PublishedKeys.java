package icl.jobs.inventory;

import icl.jobs.commit.ResultTable;
import icl.jobs.plan.DoneKeys;
import icl.jobs.schema.ResultSchema;
import icl.jobs.schema.Table;

/** Reads the keys of all published results: what a plan need not compute again. */
public final class PublishedKeys {
    private PublishedKeys() {}

    /** The keys that a table holds; none where there is no table yet. */
    public static DoneKeys of(ResultTable table) {
        DoneKeys done = DoneKeys.none();
        table.readTexts(
                Table.RESULTS,
                ResultSchema.KEYS,
                key -> done.add(key[0], key[1], key[2], ResultSchema.OK.equals(key[3])));
        return done;
    }
}
