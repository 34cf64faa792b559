package io.gitlab.verdict.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the sandbox speaks beside Rally's WSAPI, with the faults in front of it. */
final class Dialects implements Closeable {
    /** One of them. */
    record Spoken(Dialect dialect, FaultFilter faults) {
        String path() {
            return dialect.path();
        }

        Reply api(Request request) {
            return faults.handle(request);
        }

        /** The same without faults, below a path of its own. */
        Reply audit(Request request) {
            return dialect.handle(request.below("/audit"), Dice.FAIR);
        }
    }

    private final SandboxSettings settings;
    private final List<Spoken> all;

    Dialects(List<Dialect> dialects, SandboxSettings settings) {
        this.settings = settings;
        this.all = dialects.stream().map(this::spoken).toList();
    }

    private Spoken spoken(Dialect dialect) {
        return new Spoken(dialect, new FaultFilter(dialect::handle, dialect.offline(), settings));
    }

    List<Spoken> all() {
        return all;
    }

    void open() throws IOException {
        for (Spoken spoken : all) {
            spoken.dialect().open(settings);
        }
        inflict(settings.faults());
    }

    void inflict(Faults faults) {
        for (Spoken spoken : all) {
            spoken.dialect().inflict(faults);
            spoken.faults().inflict(new Outage(faults, Optional.empty()));
        }
    }

    String overview() {
        return all.stream().map(spoken -> spoken.dialect().overview()).collect(Collectors.joining());
    }

    String build(String name) {
        return all.stream().map(spoken -> spoken.dialect().build(name)).collect(Collectors.joining());
    }

    Optional<String> page(List<String> path) {
        return all.stream()
                .flatMap(spoken -> spoken.dialect().page(path).stream())
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        for (Spoken spoken : all) {
            spoken.dialect().close();
        }
    }
}
