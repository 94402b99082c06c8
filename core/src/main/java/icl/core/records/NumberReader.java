package icl.core.records;

import icl.core.check.Invalid;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * Reads numbers from the number classes of JSON and YAML parsers. Integers may be written as 5.0 or 1e3; a number that
 * would be rounded to an integer is refused.
 */
final class NumberReader {
    private NumberReader() {}

    static int integer(Object tree) {
        return (int) integer(tree, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static long longInteger(Object tree) {
        return integer(tree, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static long integer(Object tree, long least, long most) {
        if (!(tree instanceof Number number)) {
            throw TreeReader.wrong(tree, "an integer");
        }
        if (number instanceof Integer || number instanceof Long) {
            return within(number, BigInteger.valueOf(number.longValue()), least, most);
        }
        if (number instanceof BigInteger exact) {
            return within(number, exact, least, most);
        }
        return fraction(number, least, most);
    }

    private static long fraction(Number number, long least, long most) {
        double nearest = number.doubleValue();
        if (!Double.isFinite(nearest) || nearest != Math.rint(nearest)) {
            throw TreeReader.wrong(number, "an integer");
        }
        BigDecimal exact = number instanceof BigDecimal d ? d : new BigDecimal(nearest);
        if (exact.stripTrailingZeros().scale() > 0) {
            throw TreeReader.wrong(number, "an integer");
        }
        return within(number, exact.toBigInteger(), least, most);
    }

    private static long within(Number shown, BigInteger value, long least, long most) {
        if (value.bitLength() > 63 || value.longValue() < least || value.longValue() > most) {
            throw TreeReader.wrong(shown, value.signum() > 0 ? "at most " + most : "at least " + least);
        }
        return value.longValue();
    }

    static double real(Object tree) {
        if (!(tree instanceof Number number)) {
            throw TreeReader.wrong(tree, "a number");
        }
        double value = number.doubleValue();
        if (!Double.isFinite(value)) {
            throw TreeReader.wrong(number, "a finite number");
        }
        return value;
    }

    static Vector vector(Object tree) {
        return Vector.of(reals(tree, "a list of numbers"));
    }

    static Matrix matrix(Object tree) {
        List<?> rows = list(tree, "a list of rows, each a list of numbers");
        double[][] values = new double[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = reals(rows.get(i), "a row of the matrix: a list of numbers");
            } catch (Invalid e) {
                throw e.in("[" + i + "]");
            }
        }
        return Matrix.of(values);
    }

    private static double[] reals(Object tree, String rule) {
        List<?> list = list(tree, rule);
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = real(list.get(i));
            } catch (Invalid e) {
                throw e.in("[" + i + "]");
            }
        }
        return values;
    }

    private static List<?> list(Object tree, String rule) {
        if (!(tree instanceof List<?> list)) {
            throw TreeReader.wrong(tree, rule);
        }
        return list;
    }
}
