package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.text.Excerpts;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The identity of a cell: 128 bits. */
public record CellId(long high, long low) {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");
    private static final HexFormat HEX = HexFormat.of();

    /** The identity that these 32 hexadecimal digits write. */
    public static CellId parse(String hex) {
        if (!DIGITS.matcher(hex).matches()) {
            throw new Invalid("cell_id", Excerpts.text(hex), "32 hexadecimal digits");
        }
        return new CellId(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    @Override
    public String toString() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }
}
