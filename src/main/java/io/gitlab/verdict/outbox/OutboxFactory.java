package io.gitlab.verdict.outbox;

import io.gitlab.verdict.settings.InvalidSettingException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Opens outboxes of one kind. Found as a service ({@link ServiceLoader}), like
 * {@code io.gitlab.verdict.tracker.TrackerFactory}.
 */
public interface OutboxFactory {

    /** The scheme of the URIs that name such an outbox, in lower case, such as {@code amqps}. */
    String scheme();

    /**
     * Opens the outbox; creates nothing yet.
     *
     * @throws InvalidSettingException if no outbox can be there
     */
    Outbox open(URI location);

    /**
     * Opens the outbox that the setting {@code outbox} names: by a URI, or else by the path of a directory.
     *
     * @param base relative paths start there
     * @throws InvalidSettingException if it names none
     */
    static Outbox open(String setting, Path base) {
        // A drive of Windows has one letter.
        boolean isUri = setting.matches("[A-Za-z][A-Za-z0-9+.-]+://.*");
        URI location = isUri ? uri(setting) : base.resolve(setting).toUri();
        TreeMap<String, OutboxFactory> factories = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ServiceLoader.load(OutboxFactory.class, OutboxFactory.class.getClassLoader())
                .forEach(factory -> factories.put(factory.scheme(), factory));
        OutboxFactory factory = factories.get(location.getScheme());
        if (factory == null) {
            // Not the whole value, which may hold a password.
            throw new InvalidSettingException("outbox must be a directory or a URI that begins with one of "
                    + factories.navigableKeySet() + ", but begins with \"" + location.getScheme() + "\".");
        }
        return factory.open(location);
    }

    private static URI uri(String setting) {
        try {
            return new URI(setting);
        } catch (URISyntaxException e) {
            throw new InvalidSettingException("outbox is no valid URI: " + e.getReason() + " at index " + e.getIndex()
                    + ". Encode special characters, or name a directory.");
        }
    }
}
