package icl.jobs.parquet;

import icl.jobs.storage.Folder;
import icl.jobs.storage.Sha256;
import icl.jobs.storage.StagedFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A new file that is summed while it is written, and brought to the disk when it is closed. */
final class SummedFile implements OutputFile {
    private static final int BUFFER = 1 << 16;

    private final Folder place;
    private Stream stream;

    SummedFile(Folder place) {
        this.place = place;
    }

    @Override
    public PositionOutputStream create(long blockSize) throws IOException {
        stream = new Stream(place.newFile());
        return stream;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
        throw new UnsupportedOperationException("no file is written twice");
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    @Override
    public String getPath() {
        return place.toString();
    }

    /** What was written, once it is closed. */
    StagedFile written(long rows) {
        return new StagedFile(place.path().getName(), stream.position, rows, stream.text);
    }

    /** Collects before it sums: a footer comes in pieces of a few bytes. */
    private static final class Stream extends PositionOutputStream {
        private final MessageDigest sum = Sha256.start();
        private final FSDataOutputStream out;
        private final OutputStream buffered;
        private long position;
        private String text;

        private Stream(FSDataOutputStream out) {
            this.out = out;
            this.buffered = new BufferedOutputStream(new DigestOutputStream(out, sum), BUFFER);
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            buffered.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            buffered.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            buffered.flush();
        }

        @Override
        public void close() throws IOException {
            try (out) {
                if (text == null) {
                    buffered.flush();
                    Folder.sync(out);
                    text = Sha256.text(sum);
                }
            }
        }
    }
}
