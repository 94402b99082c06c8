package icl.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A reusable, growing buffer of the bytes of a JSON text. */
final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[512];
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void appendQuoted(String text) {
        append('"');
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b == '"' || b == '\\') {
                append('\\');
                append((char) b);
            } else if (b >= 0 && b < 0x20) {
                append("\\u00".getBytes(StandardCharsets.US_ASCII));
                append((char) HEX[b >> 4]);
                append((char) HEX[b & 15]);
            } else {
                append((char) b);
            }
        }
        append('"');
    }

    void appendNumber(long number) {
        if (number < 0) {
            append(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        int length = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            length++;
        }
        room(length);
        size += length;
        long rest = number;
        for (int at = size - 1; at >= size - length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    void append(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
    }

    void append(char c) {
        room(1);
        bytes[size++] = (byte) c;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
