package icl.jobs.commit;

import icl.jobs.storage.Damaged;
import icl.jobs.storage.Folder;
import icl.jobs.storage.Sha256;
import icl.jobs.storage.StagedFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A published file.
 *
 * @param published as its manifest has it
 */
public record DataFile(Folder place, StagedFile published) {
    /**
     * Reads it all.
     *
     * @throws Damaged when its bytes are not those that were published
     */
    public void check() throws IOException {
        try (InputStream in = place.open()) {
            if (!Sha256.of(in).equals(published.sha256())) {
                throw new Damaged(place, "its bytes are not those that were published");
            }
        } catch (FileNotFoundException gone) {
            throw new Damaged(place, "it is gone");
        }
    }
}
