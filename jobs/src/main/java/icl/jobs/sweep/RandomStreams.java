package icl.jobs.sweep;

import icl.core.random.StreamKey;

/** Names of the random streams: sweep seed, cell, measure, then what the measure names itself. */
final class Streams {
    private Streams() {}

    static StreamKey of(long seed, Cell cell, String measure) {
        CellId id = CellId.parse(cell.id());
        return StreamKey.of(seed).child(id.high(), id.low()).child(measure);
    }
}
