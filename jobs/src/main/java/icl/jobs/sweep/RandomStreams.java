package icl.jobs.sweep;

import icl.core.random.StreamKey;

/** The keys of the random streams: sweep seed, cell, measure, then what the measure adds. */
final class RandomStreams {
    private RandomStreams() {}

    static StreamKey of(long seed, Cell cell, String measure) {
        CellId id = CellId.parse(cell.id());
        return StreamKey.of(seed).child(id.high(), id.low()).child(measure);
    }
}
