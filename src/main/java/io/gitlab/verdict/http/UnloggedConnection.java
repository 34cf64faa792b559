package io.gitlab.verdict.http;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that logs neither headers nor bytes. The library's connection logs them at debug level, which Maven's
 * {@code -X} enables: the log would contain the API key.
 */
final class UnloggedConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {
    private Socket socket;
    private Timeout timeout = Timeout.DISABLED;

    UnloggedConnection() {
        super(Http1Config.DEFAULT);
    }

    @Override
    public void bind(Socket plain) throws IOException {
        super.bind(plain);
        remember(plain);
    }

    @Override
    public void bind(SSLSocket encrypted, Socket plain) throws IOException {
        super.bind(encrypted, plain);
        remember(encrypted == null ? plain : encrypted);
    }

    private void remember(Socket bound) throws IOException {
        socket = bound;
        timeout = Timeout.ofMilliseconds(bound.getSoTimeout());
    }

    @Override
    public Socket getSocket() {
        return socket;
    }

    @Override
    public void passivate() {
        super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(timeout);
    }
}
