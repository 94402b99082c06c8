package icl.jobs.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import icl.jobs.json.JsonMappers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The last complete line of a progress file. Only the end of the file is read. */
public final class ProgressFileTail {
    /** Bytes that are read: many lines. */
    private static final int END = 1 << 14;

    private static final ObjectReader JSON = JsonMappers.SNAKE_CASE
            .readerFor(ProgressRecord.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private ProgressFileTail() {}

    /** Empty when there is no file, or no progress in its last line. */
    public static Optional<ProgressRecord> of(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        String text = end(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1).stripTrailing();
        return parse(whole.substring(whole.lastIndexOf('\n') + 1));
    }

    private static String end(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(END);
            channel.position(Math.max(0, channel.size() - END));
            int read;
            do {
                read = channel.read(bytes);
            } while (read > 0);
            return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
        }
    }

    private static Optional<ProgressRecord> parse(String line) {
        try {
            return Optional.ofNullable(JSON.<ProgressRecord>readValue(line));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
