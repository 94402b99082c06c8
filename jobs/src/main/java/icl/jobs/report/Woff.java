package icl.jobs.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;

/** A font as pages hold it: the tables of a TrueType file, each deflated, in the container WOFF 1.0. */
final class Woff {
    private static final int SIGNATURE = 0x774F4646; // wOFF
    private static final int HEADER = 44;
    private static final int ENTRY = 20;
    private static final int TRUETYPE_HEADER = 12;
    private static final int TRUETYPE_ENTRY = 16;

    private final ByteBuffer font;
    private final int tables;
    private final ByteBuffer entries;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private int unpacked;

    private Woff(byte[] font) {
        this.font = ByteBuffer.wrap(font);
        tables = this.font.getShort(4);
        entries = ByteBuffer.allocate(ENTRY * tables);
        unpacked = TRUETYPE_HEADER + TRUETYPE_ENTRY * tables;
    }

    /** The style of this family: the font in a file beside the classes of this package. */
    static String face(String family, String file) {
        try (InputStream in = Woff.class.getResourceAsStream(file)) {
            String text = Base64.getEncoder().encodeToString(new Woff(in.readAllBytes()).packed());
            return "@font-face { font-family: \"" + family + "\"; src: url(data:font/woff;base64," + text + "); }\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] packed() throws IOException {
        for (int i = 0; i < tables; i++) {
            pack(TRUETYPE_HEADER + TRUETYPE_ENTRY * i);
        }
        int length = HEADER + entries.capacity() + data.size();
        ByteBuffer woff = ByteBuffer.allocate(length);
        woff.putInt(SIGNATURE).putInt(font.getInt(0)).putInt(length);
        woff.putShort((short) tables).putShort((short) 0).putInt(unpacked);
        woff.position(HEADER); // neither a version nor metadata
        return woff.put(entries.array()).put(data.toByteArray()).array();
    }

    private void pack(int entry) throws IOException {
        int length = font.getInt(entry + 12);
        byte[] table = new byte[length];
        font.get(font.getInt(entry + 8), table);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(table);
        }
        byte[] shorter = deflated.size() < length ? deflated.toByteArray() : table;
        entries.putInt(font.getInt(entry)) // its tag
                .putInt(HEADER + entries.capacity() + data.size())
                .putInt(shorter.length)
                .putInt(length)
                .putInt(font.getInt(entry + 4)); // its checksum
        data.write(shorter);
        data.write(new byte[-shorter.length & 3]);
        unpacked += length + 3 & ~3;
    }
}
