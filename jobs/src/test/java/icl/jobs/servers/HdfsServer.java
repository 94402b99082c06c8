package icl.jobs.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** An HDFS: a NameNode and a DataNode, each in a process of its own, which tests can kill and start again. */
public final class HdfsServer implements AutoCloseable, Place {
    private static final String NAME_NODE = "org.apache.hadoop.hdfs.server.namenode.NameNode";
    private static final String DATA_NODE = "org.apache.hadoop.hdfs.server.datanode.DataNode";

    private final Path home;
    private JavaProcess nameNode;
    private JavaProcess dataNode;
    private int port;
    private int starts;

    private HdfsServer(Path home) {
        this.home = home;
    }

    /**
     * Formats and starts one that takes files.
     *
     * @param folder for its settings, logs and blocks; an empty one
     */
    public static HdfsServer start(Path folder) throws IOException {
        HdfsServer server = new HdfsServer(folder);
        try {
            server.configure();
            server.format();
            server.startNameNode();
            server.startDataNode();
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The ports are free ones, but that of the NameNode stays once it is known. */
    private void configure() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        settings.put("fs.defaultFS", address());
        settings.put("dfs.replication", "1");
        settings.put("dfs.namenode.name.dir", home.resolve("name").toUri().toString());
        settings.put("dfs.namenode.http-address", "127.0.0.1:0");
        settings.put("dfs.namenode.safemode.extension", "0");
        settings.put("dfs.datanode.data.dir", home.resolve("data").toUri().toString());
        settings.put("dfs.datanode.address", "127.0.0.1:0");
        settings.put("dfs.datanode.http.address", "127.0.0.1:0");
        settings.put("dfs.datanode.ipc.address", "127.0.0.1:0");
        settings.put("dfs.heartbeat.interval", "1");
        settings.put("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "100");
        StringBuilder xml = new StringBuilder("<configuration>\n");
        settings.forEach((name, value) ->
                xml.append("<property><name>" + name + "</name><value>" + value + "</value></property>\n"));
        Path folder = Files.createDirectories(home.resolve("conf"));
        for (String file :
                List.of("core-site.xml", "hdfs-site.xml")) { // that of HDFS overrides what the first says of dfs
            Files.writeString(folder.resolve(file), xml + "</configuration>\n");
        }
    }

    private String address() {
        return "hdfs://127.0.0.1:" + port;
    }

    private JavaProcess java(String name, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "-Xmx256m",
                "-Dhadoop.log.dir=" + home,
                "-cp",
                home.resolve("conf") + File.pathSeparator + JavaProcess.classPath("hdfs")));
        all.addAll(List.of(arguments));
        return JavaProcess.start(home.resolve(name + "-" + starts++ + ".log"), all);
    }

    private void format() throws IOException {
        try (JavaProcess format = java("format", NAME_NODE, "-format", "-nonInteractive")) {
            if (format.end() != 0) {
                throw new IOException("Cannot format: " + format.said());
            }
        }
    }

    /** Starts the NameNode; also again, after it was killed. It leaves its safe mode when the DataNode has told it of its blocks. */
    public void startNameNode() throws IOException {
        nameNode = java("namenode", NAME_NODE);
        port = Integer.parseInt(
                nameNode.await("NameNode RPC up at: [^:\\n]*:(\\d+)").group(1));
        configure();
    }

    /** Starts the DataNode and waits until it takes blocks; also again, after it was killed. */
    public void startDataNode() throws IOException {
        dataNode = java("datanode", DATA_NODE);
        dataNode.await("Successfully sent block report|successfully registered with NN");
    }

    public void killNameNode() {
        nameNode.kill();
    }

    public void killDataNode() {
        dataNode.kill();
    }

    @Override
    public String folder(String name) {
        return address() + "/" + name;
    }

    /** The address is enough; runs that were killed shall be taken for dead sooner. */
    @Override
    public Map<String, String> settings() {
        return Map.of("icl.lease-seconds", "6");
    }

    @Override
    public long batches(String name) throws IOException {
        org.apache.hadoop.fs.Path results = new org.apache.hadoop.fs.Path(folder(name), "results");
        FileSystem files = results.getFileSystem(new Configuration());
        return files.exists(results) ? files.listStatus(results).length : 0;
    }

    /** The same HDFS, named by Hadoop's own settings, as the launcher puts the folder HADOOP_CONF_DIR on the class path. */
    Place byItsSettings() {
        return new Place() {
            @Override
            public String folder(String name) {
                return "hdfs:///" + name;
            }

            @Override
            public Map<String, String> settings() {
                return Map.of();
            }

            @Override
            public long batches(String name) throws IOException {
                return HdfsServer.this.batches(name);
            }

            @Override
            public String classPath() {
                return home.resolve("conf").toString();
            }
        };
    }

    @Override
    public void close() {
        for (JavaProcess process : new JavaProcess[] {dataNode, nameNode}) {
            if (process != null) {
                process.close();
            }
        }
    }
}
