package icl.jobs.plan;

import java.util.HashMap;
import java.util.Map;

/** Picks the few pairs of a plan that are tried first: of each measure the cheapest in each of some stretches of the grid. */
final class Canary {
    private final Plan plan;
    private final CellIndex index;

    Canary(Plan plan, CellIndex index) {
        this.plan = plan;
        this.index = index;
    }

    /** The measures picked for a cell, bit i for measure i. */
    Map<Integer, Integer> pick(int atMost) {
        Map<Integer, Integer> picked = new HashMap<>();
        int open = (int)
                plan.measures().stream().filter(measure -> measure.todo() > 0).count();
        int left = atMost;
        for (int measure = 0; measure < plan.measures().size(); measure++) {
            int todo = plan.measures().get(measure).todo();
            if (todo > 0 && left > 0) {
                int stretches = Math.min(todo, Math.max(1, left / open));
                pick(measure, todo, stretches, picked);
                left -= stretches;
                open--;
            }
        }
        return picked;
    }

    private void pick(int measure, long todo, int stretches, Map<Integer, Integer> picked) {
        int cheapest = -1;
        long seen = 0;
        for (int cell = 0; cell < index.size(); cell++) {
            if (plan.isTodo(cell, measure)) {
                cheapest = cheapest < 0 ? cell : cheaper(measure, cheapest, cell);
                seen++;
                if (seen * stretches / todo > (seen - 1) * stretches / todo) { // the last one of a stretch
                    picked.merge(cheapest, 1 << measure, (a, b) -> a | b);
                    cheapest = -1;
                }
            }
        }
    }

    private int cheaper(int measure, int a, int b) {
        double difference = index.cost(a, measure) - index.cost(b, measure);
        return difference < 0 || (difference == 0 && scattered(a) < scattered(b)) ? a : b;
    }

    /** Orders cells that cost the same as if by chance: else it would be the first value of the last axes each time. */
    private static int scattered(int cell) {
        return (cell + 1) * 0x9E3779B9; // 2^32 over the golden ratio
    }
}
