package icl.jobs.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTest {
    @TempDir
    Path temporary;

    /** Azure's client as it tells accounts apart: only those with a hierarchical namespace have access control lists. */
    public static class AzureFiles extends StoreFiles {
        @Override
        public String getScheme() {
            return "abfs";
        }

        @Override
        public boolean hasPathCapability(org.apache.hadoop.fs.Path path, String capability) throws IOException {
            return capability.equals(CommonPathCapabilities.FS_ACLS)
                    ? getConf().getBoolean("test.hierarchical", false)
                    : super.hasPathCapability(path, capability);
        }
    }

    private Folder azure(boolean isHierarchical) throws IOException {
        Configuration hadoop = new Configuration();
        hadoop.set("fs.abfs.impl", AzureFiles.class.getName());
        hadoop.setBoolean("fs.abfs.impl.disable.cache", true);
        hadoop.setBoolean("test.hierarchical", isHierarchical);
        return Folder.of("abfs://" + temporary, hadoop);
    }

    @Test
    void azureRenamesFoldersInHierarchicalNamespacesOnly() throws IOException {
        assertThat(azure(true).renamesFolders()).isTrue();
        assertThat(azure(true).in("a").parent().renamesFolders()).isTrue();
        assertThat(azure(false).renamesFolders()).isFalse();
        assertThat(azure(false).in("a").parent().renamesFolders()).isFalse();
    }

    /** S3A keeps what it uploads in Hadoop's own local files, and casts them to their class. */
    @Test
    void hadoopsLocalFilesAreLeftToOtherFileSystems() throws IOException {
        Folder store = Folder.of("store://" + temporary, StoreFiles.configuration());
        assertThat(FileSystem.getLocal(store.hadoop())).isExactlyInstanceOf(LocalFileSystem.class);
        Folder local = Folder.of(temporary.toString(), new Configuration());
        assertThat(local.path().getFileSystem(local.hadoop())).isExactlyInstanceOf(LocalFiles.class);
    }

    @Test
    void whatAFileSystemNeedsIsSaid() {
        assertThatThrownBy(() -> Folder.of("s3a://bucket/x", new Configuration()))
                .hasMessage(
                        "s3a needs org.apache.hadoop:hadoop-aws:3.5.0 with software.amazon.awssdk:bundle: its jars in"
                                + " ICL_CLASSPATH for icl, --packages or --jars for spark-submit");
        assertThatThrownBy(() -> Folder.of("abfss://container@account.dfs.core.windows.net/x", new Configuration()))
                .hasMessageStartingWith("abfss needs org.apache.hadoop:hadoop-azure:3.5.0: ");
        assertThatThrownBy(() -> Folder.of("gs://bucket/x", new Configuration()))
                .hasMessageStartingWith("gs needs com.google.cloud.bigdataoss:gcs-connector: ");
        assertThatThrownBy(() -> Folder.of("s3://bucket/x", new Configuration()))
                .hasMessage("there is no file system s3 here: use s3a://, or run on EMR");
    }

    /** The first stream that is closed wins, not the first that is opened; S3A's plain create lets both win. */
    @Test
    void anObjectIsPutOnce() throws IOException {
        Folder file = Folder.of("store://" + temporary.resolve("a"), StoreFiles.configuration());
        assertThat(file.putIfAbsent("one".getBytes(UTF_8), file)).isTrue();
        assertThat(file.putIfAbsent("two".getBytes(UTF_8), file)).isFalse();
        assertThat(file.bytes()).asString(UTF_8).isEqualTo("one");
    }

    /** A store that has written the object, and whose answer was lost, says of the second try that there is one. */
    @Test
    void anObjectThatWasWrittenInSpiteOfAnErrorIsOnesOwn() throws IOException {
        Configuration hadoop = StoreFiles.configuration();
        hadoop.set("fs.store.impl", LosingAnswers.class.getName());
        Folder file = Folder.of("store://" + temporary.resolve("a"), hadoop);
        assertThat(file.putIfAbsent("one".getBytes(UTF_8), file)).isTrue();
        assertThat(file.putIfAbsent("two".getBytes(UTF_8), file)).isFalse();
    }

    /** Says that an object could not be put that was. */
    public static class LosingAnswers extends StoreFiles {
        @Override
        protected void afterPut() throws IOException {
            throw new IOException("Connection reset");
        }
    }
}
