package icl.jobs.parquet;

import icl.jobs.storage.Folder;
import icl.jobs.storage.StagedFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** Writes one Parquet file, row by row. The file is complete once {@link #close} has returned. */
public final class RowWriter<R> implements AutoCloseable {
    private final SummedFile out;
    private final ParquetWriter<R> file;
    private long rows;

    /**
     * @param distinct names of columns that hardly repeat a value: a dictionary would be built in vain
     * @param metadata goes into the file's footer
     */
    public RowWriter(Folder place, List<Column<R>> columns, Set<String> distinct, Map<String, String> metadata)
            throws IOException {
        out = new SummedFile(place);
        Builder<R> builder = new Builder<>(out, place.hadoop(), new RowWriteSupport<>(columns, metadata));
        distinct.forEach(name -> builder.withDictionaryEncoding(name, false).withStatisticsEnabled(name, false));
        this.file = builder.build();
    }

    /** Adds a row. */
    public void write(R row) throws IOException {
        file.write(row);
        rows++;
    }

    /** Bytes so far, about. */
    public long size() {
        return file.getDataSize();
    }

    /** The file, once it is complete. */
    public StagedFile written() {
        return out.written(rows);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Builder<R> extends ParquetWriter.Builder<R, Builder<R>> {
        private final WriteSupport<R> support;

        Builder(OutputFile file, Configuration hadoop, WriteSupport<R> support) {
            super(file);
            this.support = support;
            withConf(hadoop);
            withCompressionCodec(CompressionCodecName.ZSTD);
            config(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, "1"); // files as small as at level 3, a tenth faster
            withSizeStatisticsEnabled(false); // nobody reads them
            withWriteMode(ParquetFileWriter.Mode.CREATE);
        }

        @Override
        protected Builder<R> self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, and called through the other one
        protected WriteSupport<R> getWriteSupport(Configuration configuration) {
            return support;
        }
    }
}
