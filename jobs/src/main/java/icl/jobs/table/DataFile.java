package icl.jobs.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A published file.
 *
 * @param published as its manifest has it
 */
record DataFile(Folder place, StagedFile published) {
    /**
     * Reads it all.
     *
     * @throws Damaged when its bytes are not those that were published
     */
    void check() throws IOException {
        try (InputStream in = place.open()) {
            if (!Sha256.of(in).equals(published.sha256())) {
                throw new Damaged(place, "its bytes are not those that were published");
            }
        } catch (FileNotFoundException gone) {
            throw new Damaged(place, "it is gone");
        }
    }
}
