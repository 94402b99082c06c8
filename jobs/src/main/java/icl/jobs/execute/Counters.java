package icl.jobs.execute;

import icl.jobs.table.ResultRow;
import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** Rows made so far, seen by the driver as tasks end. For progress only: tasks that are run twice count twice. */
record Counters(LongAccumulator done, LongAccumulator failed) implements Serializable {
    static Counters in(SparkContext spark) {
        return new Counters(spark.longAccumulator("rows done"), spark.longAccumulator("rows failed"));
    }

    void add(ResultRow row) {
        done.add(1L);
        failed.add(row.isOk() ? 0L : 1L);
    }
}
