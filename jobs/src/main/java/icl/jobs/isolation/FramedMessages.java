package icl.jobs.isolation;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Messages on a pipe. Each is preceded by a magic number, its length and its checksum, so that other output on the pipe is detected. */
final class FramedMessages {
    private static final int MARK = 0x69636c21;
    private static final int HEAD = 3 * Integer.BYTES;

    private FramedMessages() {}

    static void write(OutputStream out, byte[] message) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HEAD + message.length);
        buffer.putInt(MARK).putInt(message.length).putInt(sum(message)).put(message);
        out.write(buffer.array()); // at once
        out.flush();
    }

    /**
     * The next message.
     *
     * @param longest in bytes
     * @throws java.io.EOFException when the other side is gone
     * @throws StreamCorruptedException when what is there is no message
     */
    static byte[] read(InputStream in, long longest) throws IOException {
        DataInputStream data = new DataInputStream(in);
        int mark = data.readInt();
        if (mark != MARK) {
            throw new StreamCorruptedException("no message");
        }
        int length = data.readInt();
        int sum = data.readInt();
        if (length < 0 || length > longest) {
            throw new StreamCorruptedException("a message of " + length + " bytes");
        }
        byte[] message = new byte[length];
        data.readFully(message);
        if (sum(message) != sum) {
            throw new StreamCorruptedException("a damaged message");
        }
        return message;
    }

    private static int sum(byte[] message) {
        CRC32C sum = new CRC32C();
        sum.update(message);
        return (int) sum.getValue();
    }
}
