package icl.jobs.servers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An S3 endpoint: S3Proxy in a process of its own, with its objects in memory, behind {@link S3Front}, which tests can slow down
 * and let fail. It asks for no signature.
 */
public final class S3Server implements AutoCloseable, Place {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path home;
    private final JavaProcess process;
    private final S3Front front;
    private final String bucket = "bucket-" + NUMBER.incrementAndGet();

    private S3Server(Path home, JavaProcess process, S3Front front) {
        this.home = home;
        this.process = process;
        this.front = front;
    }

    /**
     * Starts one that has a bucket.
     *
     * @param folder for its settings and its log; an empty one
     */
    public static S3Server start(Path folder) throws IOException {
        Path settings = Files.writeString(folder.resolve("s3proxy.properties"), """
                s3proxy.endpoint=http://127.0.0.1:0
                s3proxy.authorization=none
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=transient
                jclouds.identity=none
                jclouds.credential=none
                """);
        Path logging = Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%level %logger{0} %msg%n%ex</pattern></encoder>
                  </appender>
                  <root level="info"><appender-ref ref="out"/></root>
                </configuration>
                """);
        JavaProcess process = JavaProcess.start(
                folder.resolve("s3proxy.log"),
                List.of(
                        "-Xmx512m",
                        "-Dlogback.configurationFile=" + logging,
                        "-cp",
                        JavaProcess.classPath("s3"),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString()));
        try {
            String port = process.await("Started .*ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)}")
                    .group(1);
            S3Server server = new S3Server(folder, process, S3Front.before(Integer.parseInt(port)));
            server.makeBucket();
            return server;
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    private void makeBucket() throws IOException {
        send(HttpRequest.newBuilder(URI.create(front.address() + "/" + bucket))
                .PUT(HttpRequest.BodyPublishers.noBody()));
    }

    private static String send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("Status " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What is between client and server. */
    public S3Front front() {
        return front;
    }

    @Override
    public String folder(String name) {
        return "s3a://" + bucket + "/" + name;
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        settings.put("fs.s3a.endpoint", front.address());
        settings.put("fs.s3a.endpoint.region", "us-east-1");
        settings.put("fs.s3a.path.style.access", "true");
        settings.put("fs.s3a.access.key", "any");
        settings.put("fs.s3a.secret.key", "any");
        settings.put("hadoop.tmp.dir", home.resolve("client").toString()); // for what is uploaded
        settings.put("icl.lease-seconds", "6"); // runs that were killed shall be taken for dead sooner
        return settings;
    }

    @Override
    public long batches(String name) throws IOException {
        String keys = send(HttpRequest.newBuilder(
                URI.create(front.address() + "/" + bucket + "?list-type=2&prefix=" + name + "/results/")));
        return keys.split("<Key>[^<]*/_batch\\.json</Key>", -1).length - 1L;
    }

    @Override
    public String classPath() throws IOException {
        return JavaProcess.classPath("s3a");
    }

    /** SIGKILL: all objects are gone. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        front.close();
        process.close();
    }
}
