package icl.jobs.plan;

import icl.jobs.sweep.SweepSource;

/** Collects cells in the order of their points until they are taken as a shard; then begins another one. */
final class ShardBuilder {
    private final SweepSource source;
    private Varints.Writer runs = new Varints.Writer();
    private int written;
    private int start;
    private int end;
    private int todo;
    private int cells;
    private long pairs;
    private double cost;
    private double[] predicted;

    ShardBuilder(SweepSource source, int measures) {
        this.source = source;
        this.predicted = new double[measures];
    }

    /**
     * Adds the cell at a point behind all others.
     *
     * @param seconds with what was learned
     * @param predictions seconds as each measure predicts them
     */
    void add(int point, int measures, double seconds, double[] predictions) {
        if (point != end || measures != todo) {
            endRun();
            start = point;
            todo = measures;
        }
        end = point + 1;
        cells++;
        pairs += Integer.bitCount(measures);
        cost += seconds;
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] += predictions[i];
        }
    }

    double cost() {
        return cost;
    }

    boolean isEmpty() {
        return cells == 0;
    }

    Shard take() {
        endRun();
        Shard shard = new Shard(source, runs.bytes(), cells, pairs, cost, predicted);
        runs = new Varints.Writer();
        written = 0;
        cells = 0;
        pairs = 0;
        cost = 0;
        predicted = new double[predicted.length];
        return shard;
    }

    private void endRun() {
        if (end > start) {
            runs.add(start - written);
            runs.add(end - start);
            runs.add(todo);
            written = end;
            start = end;
        }
    }
}
