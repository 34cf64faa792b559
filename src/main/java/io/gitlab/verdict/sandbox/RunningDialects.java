package io.gitlab.verdict.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The dialects of a running sandbox, each behind the faults of whole requests. */
final class RunningDialects implements Closeable {
    private static final String AUDIT = "/audit";

    private record Running(String path, DialectService service, FaultFilter faults) {
        /** The same requests without faults, below a path of their own. */
        Reply audit(Request request) {
            return service.handle(request.below(AUDIT), Dice.FAIR);
        }
    }

    private final List<Running> all = new ArrayList<>();

    /** Opens all dialects, or none. */
    static RunningDialects open(
            List<Dialect> dialects, SandboxSettings settings, Function<Path, DialectContext> contexts)
            throws IOException {
        RunningDialects running = new RunningDialects();
        try {
            for (Dialect dialect : dialects) {
                Path directory =
                        Files.createDirectories(settings.stateDirectory().resolve(dialect.name()));
                DialectService service = dialect.open(contexts.apply(directory));
                FaultFilter faults = new FaultFilter(service::handle, dialect.offlineText(), settings);
                running.all.add(new Running(dialect.path(), service, faults));
            }
        } catch (IOException | RuntimeException e) {
            running.close();
            throw e;
        }
        running.inflict(settings.faults());
        return running;
    }

    void serve(HttpServer server) {
        for (Running dialect : all) {
            server.createContext("/" + dialect.path(), new HttpFrontend(dialect.faults()::handle));
            server.createContext(AUDIT + "/" + dialect.path(), new HttpFrontend(dialect::audit));
        }
    }

    void inflict(Faults faults) {
        for (Running dialect : all) {
            dialect.service().inflict(faults);
            dialect.faults().inflict(faults);
        }
    }

    String overview(int page) {
        return all.stream().map(dialect -> dialect.service().overview(page)).collect(Collectors.joining());
    }

    String build(String name, int page) {
        return all.stream().map(dialect -> dialect.service().build(name, page)).collect(Collectors.joining());
    }

    Optional<Reply> page(Request request) {
        return all.stream()
                .flatMap(dialect -> dialect.service().page(request).stream())
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        for (Running dialect : all) {
            dialect.service().close();
        }
    }
}
