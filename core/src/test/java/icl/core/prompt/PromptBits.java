package icl.core.prompt;

import static icl.core.prompt.PromptBatch.LANES;

import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.VectorApi;
import icl.core.random.StreamKey;
import java.util.Arrays;

/** The bits of prompts of every design and law; a program of its own, so that they can be asked for without the Vector API. */
public final class PromptBits {
    private static final long[] FIRST = {0, LANES, 1L << 32};

    private PromptBits() {}

    static PromptBatch prompts(SufficientStatistic law, Design design) {
        return law.sampler(design).orElseThrow().open(StreamKey.of(20261203).child("bits"));
    }

    /** All that the prompts from one on hold. */
    static int[] of(PromptBatch prompts, long first) {
        int[] bits = {};
        prompts.start(first);
        for (int count = prompts.next(); count > 0; count = prompts.next()) {
            bits = with(bits, prompts.features(), count * prompts.dim());
            bits = with(bits, prompts.labels(), count);
        }
        bits = with(bits, prompts.query(), prompts.dim());
        bits = with(bits, prompts.task(), prompts.dim());
        return with(bits, prompts.target(), 1);
    }

    private static int[] with(int[] bits, float[] rows, int count) {
        int[] more = Arrays.copyOf(bits, bits.length + count * LANES);
        for (int i = 0; i < count * LANES; i++) {
            more[bits.length + i] = Float.floatToRawIntBits(rows[i]);
        }
        return more;
    }

    /** A line for each law of each design, and whether the Vector API computed them. */
    static String table() {
        StringBuilder table = new StringBuilder();
        for (Design design : SomeDesigns.all()) {
            for (SufficientStatistic law : SufficientStatistic.values()) {
                if (law.sampler(design).isPresent()) {
                    table.append(law);
                    for (long first : FIRST) {
                        table.append(' ').append(Arrays.hashCode(of(prompts(law, design), first)));
                    }
                    table.append(' ').append(design).append('\n');
                }
            }
        }
        return table.toString();
    }

    public static void main(String[] arguments) {
        System.out.print(VectorApi.isOn() + "\n" + table());
    }
}
