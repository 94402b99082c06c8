package icl.core.prompt;

import icl.core.design.CustomDesign;
import icl.core.design.Design;
import icl.core.design.Prompt;
import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.random.CounterRandom;
import icl.core.random.StreamKey;

/** Whole prompts of any design, one at a time, by their numbers: for what is not computed in lanes. For one thread. */
public interface PromptSource {
    /** The prompt of that number, from 0; the same whenever it is asked for. */
    Prompt prompt(long number);

    /** Prompts of a design. */
    static PromptSource of(Design design, StreamKey stream) {
        if (design instanceof CustomDesign own) {
            return number -> own.draw(new CounterRandom(stream, number));
        }
        return new OfLanes(SufficientStatistic.WHOLE.prompts(design, stream));
    }

    /** One lane of a block, which is kept for the prompts that follow. */
    final class OfLanes implements PromptSource {
        private static final int LANES = LaneAlgebra.LANES;

        private final PromptBatch lanes;
        private final float[] features;
        private final float[] labels;
        private long first = -1;

        private OfLanes(PromptBatch lanes) {
            this.lanes = lanes;
            features = LaneAlgebra.rows((lanes.length() + 1) * lanes.dim());
            labels = LaneAlgebra.rows(lanes.length() + 1);
        }

        @Override
        public Prompt prompt(long number) {
            int lane = (int) (number % LANES);
            if (number - lane != first) {
                first = number - lane;
                fill();
            }
            int d = lanes.dim();
            return new Prompt(
                    Matrix.from(lanes.length() + 1, d, (i, c) -> features[(i * d + c) * LANES + lane]),
                    Vector.from(lanes.length() + 1, i -> labels[i * LANES + lane]));
        }

        private void fill() {
            int rows = lanes.dim() * LANES;
            lanes.start(first);
            int drawn = 0;
            for (int count = lanes.next(); count > 0; count = lanes.next()) {
                System.arraycopy(lanes.features(), 0, features, drawn * rows, count * rows);
                System.arraycopy(lanes.labels(), 0, labels, drawn * LANES, count * LANES);
                drawn += count;
            }
            System.arraycopy(lanes.query(), 0, features, drawn * rows, rows);
            System.arraycopy(lanes.target(), 0, labels, drawn * LANES, LANES);
        }
    }
}
