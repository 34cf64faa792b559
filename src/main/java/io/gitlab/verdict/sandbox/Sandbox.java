package io.gitlab.verdict.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A tracker on this machine: it speaks the wire formats of its dialects over HTTP on loopback, shows a web page, and keeps
 * its state in a directory. Answered writes survive the end of the process, but not a loss of power.
 */
public final class Sandbox implements AutoCloseable {
    private static final int THREADS = 16;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService threads;
    private final StateDirectory directory;
    private final RunningDialects dialects;
    private final RedirectTarget redirects;
    private final CountDownLatch closed = new CountDownLatch(1);

    private Sandbox(HttpServer server, StateDirectory directory, RunningDialects dialects) {
        this.server = server;
        this.threads = Executors.newFixedThreadPool(THREADS, Sandbox::thread);
        this.directory = directory;
        this.dialects = dialects;
        this.redirects = new RedirectTarget();
    }

    /**
     * Starts a sandbox with all dialects. It answers until it is closed.
     *
     * @throws SandboxInUseException if another sandbox uses the state directory
     * @throws IOException if the state directory cannot be read or written, or the port is taken
     */
    public static Sandbox start(SandboxSettings settings) throws IOException {
        return start(settings, Dialect.all(), TestOptions.NONE);
    }

    static Sandbox start(SandboxSettings settings, List<Dialect> dialects, TestOptions tests) throws IOException {
        StateDirectory directory = StateDirectory.take(settings.stateDirectory());
        try {
            HttpServer server = bind(settings.port());
            Sandbox sandbox = new Sandbox(server, directory, open(server, settings, dialects, tests));
            sandbox.serve();
            directory.publish(sandbox.url());
            return sandbox;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static RunningDialects open(
            HttpServer server, SandboxSettings settings, List<Dialect> dialects, TestOptions tests) throws IOException {
        try {
            ApiKeys keys = new ApiKeys(settings.apiKey(), tests.readOnlyApiKey());
            return RunningDialects.open(
                    dialects,
                    settings,
                    directory -> new DialectContext(directory, root(server), keys, settings.clock(), tests));
        } catch (IOException | RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    private static HttpServer bind(int port) throws IOException {
        // The JDK's server sends headers and body separately; without this, each answer waits 40 ms for an
        // acknowledgement.
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new IOException(
                    "The sandbox cannot listen on port " + port + " (" + e.getMessage()
                            + "). Choose another port, or 0 for any free one.",
                    e);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "verdict-sandbox");
        thread.setDaemon(true);
        return thread;
    }

    private void serve() {
        dialects.serve(server);
        server.createContext(RedirectTarget.PATH, new HttpFrontend(redirects::handle));
        server.createContext("/", new HttpFrontend(new Pages(dialects)::handle));
        server.setExecutor(threads);
        server.start();
    }

    /** The root of the server and of its page, such as {@code http://127.0.0.1:41234/}. */
    public URI url() {
        return root(server);
    }

    private static URI root(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Replaces the faults from the next request on, numbers requests anew, and ends the lag of all earlier writes. */
    void inflict(Faults faults) {
        dialects.inflict(faults);
    }

    RedirectTarget redirects() {
        return redirects;
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
            directory.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox cannot close its state directory", e);
        } finally {
            closed.countDown();
        }
    }
}
