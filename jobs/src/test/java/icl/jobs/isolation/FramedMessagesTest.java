package icl.jobs.isolation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FramedMessagesTest {
    private static final int LONGEST = 1000;

    private static byte[] written(String... messages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String message : messages) {
            FramedMessages.write(out, message.getBytes(UTF_8));
        }
        return out.toByteArray();
    }

    private static String read(byte[] bytes) throws IOException {
        return new String(FramedMessages.read(new ByteArrayInputStream(bytes), LONGEST), UTF_8);
    }

    @Test
    void messagesComeOneAfterTheOther() throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(written("one", "", "three"));
        for (String message : new String[] {"one", "", "three"}) {
            assertThat(FramedMessages.read(in, LONGEST)).isEqualTo(message.getBytes(UTF_8));
        }
        assertThatThrownBy(() -> FramedMessages.read(in, LONGEST)).isInstanceOf(EOFException.class);
    }

    @Test
    void whatIsCutOffOrTurnedOverIsNoMessage() throws IOException {
        byte[] whole = written("a message");
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
        }
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] turned = whole.clone();
            turned[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> read(turned)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatIsTooLongIsNotRead() throws IOException {
        byte[] tooLong = written("x".repeat(LONGEST + 1));
        assertThatThrownBy(() -> read(tooLong)).isInstanceOf(StreamCorruptedException.class);
    }
}
