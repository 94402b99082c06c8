package icl.jobs.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import icl.jobs.schema.ErrorKind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CellErrorTest {
    @Test
    void aRowKeepsNoSecret() {
        IOException thrown = new IOException("Cannot open\ns3a://user:hush@bucket/x?sig=hush with my.secret=hush");
        CellError error = CellError.of(thrown);
        assertThat(error.kind()).isEqualTo(ErrorKind.EXCEPTION);
        assertThat(error.text())
                .startsWith("java.io.IOException: Cannot open s3a://***@bucket/x")
                .contains(" at icl.jobs.isolation.CellErrorTest.aRowKeepsNoSecret")
                .doesNotContain("hush", "\n");
    }
}
