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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A tracker on this machine: speaks Rally's WSAPI v2.0 over HTTP on loopback, and what
 * else it is given, shows a page to people, and keeps its
 * state in a directory. What has been answered survives the end of the process, not a loss of power.
 */
public final class Sandbox implements AutoCloseable {
    private static final int THREADS = 16;
    private static final String AUDIT = "/audit/";
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Journal journal;
    private final FileChannel lock;
    private final Service service;
    private final Dialects dialects;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Sandbox(
            HttpServer server,
            ExecutorService threads,
            Journal journal,
            FileChannel lock,
            Service service,
            Dialects dialects) {
        this.server = server;
        this.threads = threads;
        this.journal = journal;
        this.lock = lock;
        this.service = service;
        this.dialects = dialects;
    }

    /**
     * Starts a sandbox, which then answers until it is closed.
     *
     * @param more what it speaks beside Rally's WSAPI; closed with it
     * @throws SandboxInUseException when another sandbox runs on the state directory
     * @throws IOException when the state directory cannot be read or written, or the port is taken
     * @throws IllegalArgumentException when an attribute of the settings cannot be read
     */
    public static Sandbox start(SandboxSettings settings, Dialect... more) throws IOException {
        Schema schema = Schema.load(settings.attributes());
        Path directory = Files.createDirectories(settings.stateDirectory());
        FileChannel lock = lock(directory);
        try {
            HttpServer server = bind(settings.port());
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, Sandbox::thread);
            Journal journal = new Journal(directory, schema);
            Dialects dialects = new Dialects(List.of(more), settings);
            Service service = new Service(settings, schema, journal, root(server), dialects);
            Sandbox sandbox = new Sandbox(server, threads, journal, lock, service, dialects);
            sandbox.serveOrClose();
            SandboxInUseException.leaveAddress(directory, sandbox.url());
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
            throw new SandboxInUseException(directory);
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

    private void serveOrClose() throws IOException {
        try {
            serve();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void serve() throws IOException {
        service.load();
        dialects.open();
        server.createContext("/slm/", new HttpFrontend(service::api));
        server.createContext(AUDIT + "slm/", new HttpFrontend(service::audit));
        dialects.all().forEach(this::serve);
        server.createContext("/elsewhere/", new HttpFrontend(service::stray));
        server.createContext("/", new HttpFrontend(service::page));
        server.setExecutor(threads);
        server.start();
    }

    private void serve(Dialects.Spoken dialect) {
        server.createContext("/" + dialect.path(), new HttpFrontend(dialect::api));
        server.createContext(AUDIT + dialect.path(), new HttpFrontend(dialect::audit));
    }

    /** The root of the server and its page, such as {@code http://127.0.0.1:41234/}. */
    public URI url() {
        return root(server);
    }

    private static URI root(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /**
     * The root of the same web service, with the same key, without faults: what is really stored. The page shows that,
     * too.
     */
    public URI auditUrl() {
        return url().resolve(AUDIT);
    }

    /**
     * Makes these faults strike from the next request on, in place of those before; {@link Faults#NONE} ends an outage.
     * Requests are numbered anew. What a replica still held back is to be seen at once.
     */
    public void inflict(Faults faults) {
        service.inflict(faults);
        dialects.inflict(faults);
    }

    /** The number of requests that followed a redirect of {@link Fault#REDIRECT} and took a credential with them. */
    public long leaks() {
        return service.leaks();
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
            dialects.close();
            journal.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot close its state directory", e);
        } finally {
            closed.countDown();
        }
    }
}
