package icl.jobs.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Small files: a record as a JSON object of one line, whose last key {@code sha256} is the checksum of what stands before it. */
public final class Sealed {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final String KEY = ",\"sha256\":\"";
    private static final String END = "\"}\n";

    private static final int LENGTH = KEY.length() + 64 + END.length();

    private Sealed() {}

    /** The file of a record that has components. */
    public static byte[] write(Record content) {
        String json = JSON.valueToTree(content).toString();
        return seal(json.substring(0, json.length() - 1).getBytes(UTF_8));
    }

    private static byte[] seal(byte[] content) {
        byte[] seal = seal(content, content.length).getBytes(UTF_8);
        byte[] all = Arrays.copyOf(content, content.length + seal.length);
        System.arraycopy(seal, 0, all, content.length, seal.length);
        return all;
    }

    private static String seal(byte[] bytes, int length) {
        MessageDigest sum = Sha256.start();
        sum.update(bytes, 0, length);
        return KEY + Sha256.text(sum) + END;
    }

    /**
     * The record of a file.
     *
     * @throws IOException when a byte of it is not as it was written
     */
    public static <T extends Record> T read(byte[] file, Class<T> type) throws IOException {
        int length = file.length - LENGTH;
        if (length < 1 || !seal(file, length).equals(new String(file, length, LENGTH, UTF_8))) {
            throw new IOException("its checksum does not hold");
        }
        JsonNode content = JSON.readTree(new String(file, 0, length, UTF_8) + "}");
        return JSON.treeToValue(content, type);
    }
}
