package icl.jobs.watch;

import com.sun.net.httpserver.HttpServer;
import icl.core.check.Invalid;
import icl.jobs.commit.ResultTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the page to this machine, until it is closed. Its threads work when somebody asks, and nothing waits
 * for them.
 */
public final class WatchServer implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int THREADS = 4;

    /** Seconds that a request, or its answer, may take on the way: one that never ends keeps a thread. */
    private static final String PATIENCE = "10";

    /** A page that is seen asks more often than that. */
    private static final Duration PRESENT = Duration.ofSeconds(3);

    private final HttpServer server;
    private final Routes routes;
    private final ExecutorService threads;
    private volatile long visited = System.nanoTime() - PRESENT.toNanos();

    private WatchServer(HttpServer server, Routes routes) {
        this.server = server;
        this.routes = routes;
        this.threads = Executors.newFixedThreadPool(THREADS, WatchServer::daemon);
    }

    /**
     * Opens the page.
     *
     * @param port 0 for a free one
     * @throws Invalid when it cannot be had
     */
    public static WatchServer open(int port, ResultTable table) {
        if (port < 0 || port > 65535) {
            throw new Invalid("Invalid port: " + port + " (must be in 0 to 65535; 0 is a free one)");
        }
        System.setProperty("sun.net.httpserver.maxReqTime", PATIENCE);
        System.setProperty("sun.net.httpserver.maxRspTime", PATIENCE);
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByAddress("localhost", LOOPBACK), port), 0);
            WatchServer opened = new WatchServer(server, new Routes(new FolderMonitor(table, InstantSource.system())));
            opened.start();
            return opened;
        } catch (IOException e) {
            throw new Invalid(
                    "Cannot watch at port " + port + ": " + e.getMessage() + " (give another, or 0 for a free one)");
        }
    }

    private void start() {
        server.createContext("/", new LoopbackHandler(routes, port(), () -> visited = System.nanoTime()));
        server.setExecutor(threads);
        server.start();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "watch");
        thread.setDaemon(true);
        return thread;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** Makes what the first visitor would wait for. */
    public void rehearse() {
        routes.at("/status.json");
        routes.at("/curves.json");
    }

    /** Where the page is. */
    public String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** Ends; where a page is open, some seconds later, so that it sees how the run ended. */
    @Override
    public void close() {
        if (System.nanoTime() - visited < PRESENT.toNanos()) {
            stay();
        }
        closeNow();
    }

    void closeNow() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void stay() {
        try {
            Thread.sleep(PRESENT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
