package icl.jobs.plan;

import java.util.Arrays;

/**
 * Numbers identities of 128 bits in the order of their first coming: 0, 1, 2, ... Millions of them fit where objects would
 * not.
 */
final class IdMap {
    private static final int FREE = -1;

    private long[] high = new long[64];
    private long[] low = new long[64];
    private int[] table = freeTable(256);
    private int size;

    int size() {
        return size;
    }

    /** Numbers an identity. False when it already has a number. */
    boolean add(long high, long low) {
        int slot = slot(high, low);
        if (table[slot] != FREE) {
            return false;
        }
        if (size == this.high.length) {
            grow();
            slot = slot(high, low);
        }
        table[slot] = size;
        this.high[size] = high;
        this.low[size] = low;
        size++;
        return true;
    }

    /** The number of an identity, or -1. */
    int number(long high, long low) {
        return table[slot(high, low)];
    }

    /** Where an identity stands in the table, or the free place for it. The factor is 2^64 over the golden ratio: it spreads. */
    private int slot(long high, long low) {
        int mask = table.length - 1;
        int slot = (int) (((high ^ low) * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (table[slot] != FREE && (this.low[table[slot]] != low || this.high[table[slot]] != high)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        int capacity = (int) Math.min(size + size / 2L, Integer.MAX_VALUE - 8);
        high = Arrays.copyOf(high, capacity);
        low = Arrays.copyOf(low, capacity);
        if (capacity > table.length / 4 * 3) {
            table = freeTable(Math.multiplyExact(table.length, 2));
            for (int i = 0; i < size; i++) {
                table[slot(high[i], low[i])] = i;
            }
        }
    }

    private static int[] freeTable(int length) {
        int[] table = new int[length];
        Arrays.fill(table, FREE);
        return table;
    }
}
