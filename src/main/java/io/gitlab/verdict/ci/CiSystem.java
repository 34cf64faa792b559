package io.gitlab.verdict.ci;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** A kind of CI system. Found as a service ({@link ServiceLoader}). */
public interface CiSystem {

    /**
     * The job in which this process runs.
     *
     * @param environment the environment variables
     * @return empty outside this CI system
     */
    Optional<CiJob> job(Map<String, String> environment);

    /**
     * The job in which this process runs, of any CI system.
     *
     * @return {@link CiJob#NONE} outside CI; a job of which nothing is known if only {@code CI} says that there is one
     */
    static CiJob current(Map<String, String> environment) {
        return ServiceLoader.load(CiSystem.class, CiSystem.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(system -> system.job(environment).stream())
                .findFirst()
                .orElseGet(() -> UnknownCi.claimedBy(environment) ? new UnknownCi() : CiJob.NONE);
    }
}
