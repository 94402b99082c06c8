package icl.jobs.storage;

import icl.core.check.Invalid;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** A folder on any Hadoop file system, with the few operations a table needs. */
public final class Folder {
    private static final String RENAMING = "icl.atomic-rename";
    private static final Set<String> RENAME_FOLDERS = Set.of("file", "hdfs", "viewfs", "abfs", "abfss");

    /** These rename a folder in one step only in accounts with a hierarchical namespace, which have access control lists. */
    private static final Set<String> AZURE = Set.of("abfs", "abfss");

    /** Asks a client for a create that fails when there is an object, decided by the store when the stream is closed. */
    private static final String CONDITIONAL = CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

    /** Names the schemes whose plain create is decided by the store. */
    private static final String CREATING = "icl.conditional-create";

    private static final Set<String> CREATE_CONDITIONALLY = Set.of("gs");

    /** Calls that are under way at once, elsewhere than on this machine. */
    private static final int REMOTE_CALLS = 64;

    /** Each needs another run that ends just now. */
    private static final int TRIES = 10;

    private final Path path;
    private final FileSystem files;
    private final Configuration hadoop;
    private final boolean renamesFolders;

    private Folder(Path path, FileSystem files, Configuration hadoop, boolean renamesFolders) {
        this.path = path;
        this.files = files;
        this.hadoop = hadoop;
        this.renamesFolders = renamesFolders;
    }

    /** The folder of this name, which need not exist. Local files are written without checksum files beside them. */
    public static Folder of(String name, Configuration base) throws IOException {
        Path path = new Path(name);
        Configuration hadoop = new Configuration(base);
        if (isLocal(path, hadoop)) { // clients of object stores keep buffers in Hadoop's own local files, and cast them
            hadoop.set("fs.file.impl", LocalFiles.class.getName());
            hadoop.setBoolean("fs.file.impl.disable.cache", true); // the cached one writes checksum files
        }
        String scheme = String.valueOf(path.toUri().getScheme());
        if (name.indexOf('\0') >= 0 || scheme.matches("(?i)https?")) {
            throw new IOException("must be a folder that can be written to");
        }
        FileSystem files = open(path, hadoop);
        Path full = files.makeQualified(path);
        return new Folder(full, files, hadoop, renamesFolders(full, files, hadoop));
    }

    private static boolean renamesFolders(Path path, FileSystem files, Configuration hadoop) throws IOException {
        String scheme = path.toUri().getScheme();
        Collection<String> named = hadoop.getTrimmedStringCollection(RENAMING);
        if (!named.isEmpty()) {
            return named.contains(scheme);
        }
        return RENAME_FOLDERS.contains(scheme)
                && (!AZURE.contains(scheme) || files.hasPathCapability(path, CommonPathCapabilities.FS_ACLS));
    }

    private static FileSystem open(Path path, Configuration hadoop) throws IOException {
        try {
            return path.getFileSystem(hadoop);
        } catch (IOException | RuntimeException e) {
            Connector.explain(String.valueOf(path.toUri().getScheme()), e);
            throw e;
        }
    }

    private static boolean isLocal(Path path, Configuration hadoop) {
        String scheme = path.toUri().getScheme();
        return "file".equals(scheme == null ? FileSystem.getDefaultUri(hadoop).getScheme() : scheme);
    }

    /** The file or folder of this name inside. */
    public Folder in(String name) {
        return new Folder(new Path(path, name), files, hadoop, renamesFolders);
    }

    /** The folder that holds this one. */
    public Folder parent() {
        return new Folder(path.getParent(), files, hadoop, renamesFolders);
    }

    /** The full path, with its file system. */
    public Path path() {
        return path;
    }

    /** The Hadoop configuration of its file system. */
    public Configuration hadoop() {
        return hadoop;
    }

    /** The entries of the configuration that differ from Hadoop's defaults. */
    public Map<String, String> changes() {
        Map<String, String> changed = new TreeMap<>();
        for (Map.Entry<String, String> entry : hadoop) {
            String[] sources = hadoop.getPropertySources(entry.getKey());
            if (sources == null || !sources[sources.length - 1].endsWith("-default.xml")) {
                changed.put(entry.getKey(), entry.getValue());
            }
        }
        return changed;
    }

    /** Whether there is a file or folder of this name. */
    public boolean exists() throws IOException {
        return files.exists(path);
    }

    /**
     * Whether a folder is renamed in one step: on the file systems that are known to do so, or on those whose schemes the property
     * {@code icl.atomic-rename} names.
     */
    public boolean renamesFolders() {
        return renamesFolders;
    }

    /** Whether the rename of a single file is one step, and fails when there is a file of the new name. */
    private boolean renamesFiles() {
        return renamesFolders || AZURE.contains(scheme());
    }

    /** How many calls are worth to be under way at once. */
    public int calls() {
        return files instanceof LocalFiles ? InParallel.THREADS : REMOTE_CALLS;
    }

    /** The scheme of its file system: {@code file}, {@code hdfs}, {@code s3a}. */
    public String scheme() {
        return path.toUri().getScheme();
    }

    /** Whether there is a file of this name. */
    public boolean isFile() throws IOException {
        return exists() && files.getFileStatus(path).isFile();
    }

    /** Where it is on this machine; empty on other file systems. */
    public Optional<java.nio.file.Path> local() {
        return files instanceof LocalFiles local
                ? Optional.of(local.pathToFile(path).toPath())
                : Optional.empty();
    }

    /** What is directly inside, sorted by name; nothing when the folder does not exist. Links are refused. */
    public List<FileStatus> list() throws IOException {
        return listIfPresent().orElse(List.of());
    }

    private Optional<List<FileStatus>> listIfPresent() throws IOException {
        try {
            FileStatus[] inside = files.listStatus(path);
            for (FileStatus file : inside) {
                requireNoLink(file.getPath());
            }
            Arrays.sort(inside);
            return Optional.of(List.of(inside));
        } catch (FileNotFoundException missing) {
            return Optional.empty();
        }
    }

    /** What is ours is here: a link may lead anywhere, and what is written or read through it with it. */
    private void requireNoLink(Path inside) {
        if (files instanceof LocalFiles local
                && java.nio.file.Files.isSymbolicLink(local.pathToFile(inside).toPath())) {
            throw new Invalid("Cannot use " + inside + ": it is a link (must be a file or folder of its own)");
        }
    }

    /** The same without what Parquet readers pass over: names that begin with a dot or an underscore. */
    public List<FileStatus> listVisible() throws IOException {
        return visibleIfPresent().orElse(List.of());
    }

    /** The same; empty when the folder does not exist. */
    public Optional<List<FileStatus>> visibleIfPresent() throws IOException {
        return listIfPresent()
                .map(inside -> inside.stream()
                        .filter(file -> !file.getPath().getName().matches("[._].*"))
                        .toList());
    }

    /** Makes the folder; again where the one it is in has just been removed, since it was empty. */
    public void create() throws IOException {
        for (int i = 0; !files.mkdirs(path); i++) {
            if (i == TRIES) {
                throw new IOException("Cannot create folder " + path);
            }
        }
    }

    /**
     * Moves this file or folder in one step, so that it is either still here or whole there.
     *
     * @param target does not exist; the folder that holds it is created
     */
    public void moveTo(Folder target) throws IOException {
        if (files.exists(target.path)) {
            throw new IOException("Cannot publish " + target.path + ": it exists");
        }
        files.mkdirs(target.path.getParent());
        rename(target.path);
    }

    private void rename(Path target) throws IOException {
        if (!files.rename(path, target)) {
            throw new IOException("Cannot rename " + path + " to " + target);
        }
    }

    /** Brings the names in this folder to the disk, where that can be asked for. */
    public void force() throws IOException {
        if (files instanceof LocalFiles local) {
            local.force(path);
        }
    }

    /** Removes the folder with all that is in it. */
    public void delete() throws IOException {
        files.delete(path, true);
    }

    /** Removes the folder if it is empty; one that others fill meanwhile stays. */
    public void deleteIfEmpty() throws IOException {
        if (isEmpty()) {
            try {
                files.delete(path, false);
            } catch (IOException e) {
                if (isEmpty()) {
                    throw e;
                }
            }
        }
    }

    private boolean isEmpty() throws IOException {
        return exists() && list().isEmpty();
    }

    /** Length and time of this file. */
    public FileStatus status() throws IOException {
        return files.getFileStatus(path);
    }

    /** Bytes of all files below. */
    public long size() throws IOException {
        return files.getContentSummary(path).getLength();
    }

    /** Opens this file for reading. */
    public FSDataInputStream open() throws IOException {
        return files.open(path);
    }

    /** Reads this file as a whole. */
    public byte[] bytes() throws IOException {
        try (InputStream in = open()) {
            return in.readAllBytes();
        }
    }

    /** Starts this file, which must not exist. */
    public FSDataOutputStream newFile() throws IOException {
        return files.create(path, false);
    }

    /** Writes this file, which must not exist, to the disk. */
    public void write(byte[] content) throws IOException {
        try (FSDataOutputStream out = newFile()) {
            out.write(content);
            sync(out);
        }
    }

    /** Brings what was written to the disk. An object store does when it closes. */
    public static void sync(FSDataOutputStream out) throws IOException {
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
            out.hsync();
        }
    }

    /**
     * Moves this file to a name that is known to be free, in a folder that exists. Object stores are asked no more than that.
     *
     * @throws IOException when the rename fails
     */
    public void moveToFree(Folder target) throws IOException {
        rename(target.path);
    }

    /**
     * Writes this file, whole in one step, unless there is one: false when there is.
     *
     * @param content of an object store, differs from what other writers would put here: what is found after a failure tells whose it is
     * @param scratch a folder of the writer's own on the same file system
     * @throws Invalid when the client of an object store cannot do so
     */
    public boolean putIfAbsent(byte[] content, Folder scratch) throws IOException {
        return !exists() && putNew(content, scratch); // a client of a store warns of each put that came second
    }

    /** The same of a name that is hardly taken: does not look before. */
    public boolean putNew(byte[] content, Folder scratch) throws IOException {
        return renamesFiles() ? linkIfAbsent(content, scratch) : createIfAbsent(content);
    }

    private boolean linkIfAbsent(byte[] content, Folder scratch) throws IOException {
        files.mkdirs(path.getParent());
        Folder staged = scratch.in("put-" + UUID.randomUUID());
        staged.write(content);
        try {
            boolean isFirst =
                    files instanceof LocalFiles local ? local.link(staged.path, path) : renameIfAbsent(staged.path);
            parent().force();
            return isFirst;
        } finally {
            staged.delete();
        }
    }

    /** These file systems refuse to rename to a file that exists, some by an exception. */
    private boolean renameIfAbsent(Path staged) throws IOException {
        try {
            if (files.rename(staged, path)) {
                return true;
            }
        } catch (IOException e) {
            if (!exists()) {
                throw e;
            }
        }
        if (!exists()) {
            throw new IOException("Cannot rename " + staged + " to " + path);
        }
        return false;
    }

    /** An object is there when its stream is closed, which fails when another writer was quicker. */
    private boolean createIfAbsent(byte[] content) throws IOException {
        try {
            try (FSDataOutputStream out = createConditionally()) {
                out.write(content);
            }
            return true;
        } catch (IOException e) {
            removeHalf(content);
            if (!exists()) {
                throw e;
            }
            return Arrays.equals(bytes(), content); // it was written, and its answer lost
        }
    }

    private FSDataOutputStream createConditionally() throws IOException {
        if (files.hasPathCapability(path, CONDITIONAL)) {
            FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
            builder.recursive();
            builder.overwrite(true);
            builder.must(CONDITIONAL, true);
            return builder.build();
        }
        if (!CREATE_CONDITIONALLY.contains(scheme())
                && !hadoop.getTrimmedStringCollection(CREATING).contains(scheme())) {
            throw new Invalid("Cannot write to " + path + ": the client of " + scheme()
                    + " does not create an object only if there is none (hadoop-aws 3.4.2 and later do, unless"
                    + " fs.s3a.create.conditional.enabled is false; " + CREATING
                    + " names other clients whose stores decide every create)");
        }
        return files.create(path, false);
    }

    /** What a failed write left: some stores keep what came before the failure. */
    private void removeHalf(byte[] content) throws IOException {
        if (exists()) {
            byte[] there = bytes();
            if (there.length < content.length && Arrays.equals(there, Arrays.copyOf(content, there.length))) {
                delete();
            }
        }
    }

    /** Writes this file, or writes it anew; who reads it meanwhile may find half of it. */
    public void replace(String text) throws IOException {
        try (FSDataOutputStream out = files.create(path, true)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
