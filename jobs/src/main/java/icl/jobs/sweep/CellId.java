package icl.jobs.sweep;

import icl.core.check.Invalid;
import icl.core.naming.Show;
import java.util.HexFormat;

/** The identity of a cell: 128 bits. */
public record CellId(long high, long low) {
    private static final HexFormat HEX = HexFormat.of();

    /** The identity that these 32 hexadecimal digits write. */
    public static CellId parse(String hex) {
        if (!hex.matches("[0-9a-f]{32}")) {
            throw new Invalid("cell_id", Show.text(hex), "32 hexadecimal digits");
        }
        return new CellId(HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    }

    @Override
    public String toString() {
        return HEX.toHexDigits(high) + HEX.toHexDigits(low);
    }
}
