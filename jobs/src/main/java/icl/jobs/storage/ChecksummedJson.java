package icl.jobs.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import icl.jobs.json.JsonMappers;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Small files that hold a record as one line of JSON. The last key, {@code sha256}, is the checksum of all bytes before it. */
public final class ChecksummedJson {

    private static final String KEY = ",\"sha256\":\"";
    private static final String END = "\"}\n";

    private static final int LENGTH = KEY.length() + 64 + END.length();

    private ChecksummedJson() {}

    /** The file of a record, which has at least one component. */
    public static byte[] write(Record content) {
        String json = JsonMappers.SNAKE_CASE.valueToTree(content).toString();
        return withChecksum(json.substring(0, json.length() - 1).getBytes(UTF_8));
    }

    private static byte[] withChecksum(byte[] content) {
        byte[] ending = ending(content, content.length).getBytes(UTF_8);
        byte[] all = Arrays.copyOf(content, content.length + ending.length);
        System.arraycopy(ending, 0, all, content.length, ending.length);
        return all;
    }

    private static String ending(byte[] bytes, int length) {
        MessageDigest sum = Sha256.start();
        sum.update(bytes, 0, length);
        return KEY + Sha256.text(sum) + END;
    }

    /**
     * The record of a file.
     *
     * @throws IOException when the checksum does not match the content
     */
    public static <T extends Record> T read(byte[] file, Class<T> type) throws IOException {
        int length = file.length - LENGTH;
        if (length < 1 || !ending(file, length).equals(new String(file, length, LENGTH, UTF_8))) {
            throw new IOException("its checksum does not hold");
        }
        JsonNode content = JsonMappers.SNAKE_CASE.readTree(new String(file, 0, length, UTF_8) + "}");
        return JsonMappers.SNAKE_CASE.treeToValue(content, type);
    }
}
