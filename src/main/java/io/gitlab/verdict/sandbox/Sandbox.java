package io.gitlab.verdict.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A tracker on this machine: speaks Rally's WSAPI v2.0 over HTTP on loopback, shows a page to people, and keeps its
 * state in a directory. What has been answered survives the end of the process, not a loss of power.
 */
public final class Sandbox implements AutoCloseable {
    private static final int THREADS = 16;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Journal journal;
    private final FileChannel lock;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Sandbox(HttpServer server, ExecutorService threads, Journal journal, FileChannel lock) {
        this.server = server;
        this.threads = threads;
        this.journal = journal;
        this.lock = lock;
    }

    /**
     * Starts a sandbox, which then answers until it is closed.
     *
     * @throws IOException when the state directory is in use or cannot be read or written, or the port is taken
     * @throws IllegalArgumentException when an attribute of the settings cannot be read
     */
    public static Sandbox start(SandboxSettings settings) throws IOException {
        Schema schema = Schema.load(settings.attributes());
        Path directory = Files.createDirectories(settings.stateDirectory());
        FileChannel lock = lock(directory);
        try {
            HttpServer server = bind(settings.port());
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, Sandbox::thread);
            Sandbox sandbox = new Sandbox(server, threads, new Journal(directory, schema), lock);
            sandbox.serveOrClose(settings, schema);
            return sandbox;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw new IOException("The state directory " + directory
                    + " is in use by another sandbox. Stop that one, or choose another directory.");
        }
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static HttpServer bind(int port) throws IOException {
        // The JDK's server sends headers and body apart; without this each answer waits 40 ms for an acknowledgement.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new IOException(
                    "The sandbox cannot listen on port " + port + " (" + e.getMessage()
                            + "). Choose another port, or 0 for any.",
                    e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "verdict-sandbox");
        thread.setDaemon(true);
        return thread;
    }

    private void serveOrClose(SandboxSettings settings, Schema schema) throws IOException {
        try {
            serve(settings, schema);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void serve(SandboxSettings settings, Schema schema) throws IOException {
        Store store = new Store(schema, journal);
        Metadata.publish(schema, store);
        journal.replay(store);
        Facts facts = new Facts(schema, store, settings.assumptions());
        Contents contents = new Contents(settings.stateDirectory());
        contents.keepOnly(oid -> store.get(oid).isPresent());
        Editor editor = new Editor(store, schema, facts, contents, settings);
        Beginning.make(schema, store, editor, settings);

        Renderer renderer = new Renderer(url().resolve("slm/webservice/v2.0/"), facts, contents);
        Optional<UnknownTestCases> unknown = settings.createUnknownTestCases()
                ? Optional.of(new UnknownTestCases(store, schema, editor))
                : Optional.empty();
        Queries queries = new Queries(store, schema, facts, renderer, unknown, settings);
        Operations operations = new Operations(store, schema, facts, editor, renderer, queries);
        Batch batch = new Batch(store, operations, settings.assumptions());
        Downloads downloads = new Downloads(store, facts, contents);
        Wsapi wsapi = new Wsapi(new Authentication(settings), operations, batch, downloads);

        server.createContext("/slm/", new HttpFrontend(wsapi::handle));
        server.createContext("/", new HttpFrontend(new Page(store, schema, facts)::handle));
        server.setExecutor(threads);
        server.start();
    }

    /** The root of the server and its page, such as {@code http://127.0.0.1:41234/}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Waits until the sandbox is closed. */
    public void awaitTermination() throws InterruptedException {
        closed.await();
    }

    /** Stops answering and frees the state directory. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            journal.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot close its state directory", e);
        } finally {
            closed.countDown();
        }
    }
}
