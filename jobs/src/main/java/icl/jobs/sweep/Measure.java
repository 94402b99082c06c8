package icl.jobs.sweep;

import icl.core.kinds.Kinds;
import icl.core.kinds.OpenFamily;
import icl.core.model.Question;
import icl.core.records.Records;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A way to obtain a risk: a record with {@link icl.core.kinds.Kind} that a {@link icl.core.kinds.KindProvider} names. Its components
 * are its settings in sweep files.
 */
@OpenFamily
public interface Measure {
    /** Whether this measure speaks about such a question; what it does not cover is not planned. */
    boolean covers(Question question);

    /** Why a question is not covered, in a few words for whoever plans a sweep: the same for all questions of its kind. */
    default String whyNotCovered(Question question) {
        return "this measure does not cover it";
    }

    /**
     * The risk. Any exception is the failure of this one cell; {@link TrainingFailed} keeps what its restarts did.
     *
     * @param cell whose identity begins its random streams, where chance is involved
     * @param seed the sweep's; without effect where no chance is involved
     */
    Estimate estimate(Cell cell, long seed);

    /** Predicted seconds of one core, for grouping cells into tasks. */
    double cost(Question question);

    /** Version of the algorithm: another number makes other results, under another identity. */
    int version();

    /** Whether the result depends on the seed. */
    default boolean usesChance() {
        return false;
    }

    /** The name of this measure in tables. */
    default String kind() {
        return Kinds.of(this);
    }

    /** {@code measure_id}: 16 hexadecimal digits that change with the settings, the version, and the seed if it is used. */
    default String id(long seed) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("measure", Records.write(this));
        identity.put("version", (long) version());
        if (usesChance()) {
            identity.put("seed", seed);
        }
        Identifier identifier = new Identifier();
        identifier.hash(identity);
        return HexFormat.of().toHexDigits(identifier.high());
    }
}
