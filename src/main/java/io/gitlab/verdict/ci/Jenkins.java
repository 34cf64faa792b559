package io.gitlab.verdict.ci;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Jenkins. */
public final class Jenkins implements CiSystem {

    /** The job's name contains its folders. A repeated build has another number. */
    @Override
    public Optional<CiJob> job(Map<String, String> environment) {
        JobDescription job = new JobDescription("Jenkins", environment);
        if (!job.has("BUILD_NUMBER") || !job.has("JENKINS_URL") && !job.has("JENKINS_HOME")) {
            return Optional.empty();
        }
        String name = job.text("JOB_NAME");
        String cell = name.substring(name.lastIndexOf('/') + 1);
        if (isCell(job, cell)) {
            String matrix = name.substring(0, name.length() - cell.length() - 1);
            job.build(matrix + "-{BUILD_NUMBER}").variant(cell);
        } else {
            job.build("{JOB_NAME}-{BUILD_NUMBER}");
        }
        return job.attempt("{BUILD_NUMBER}")
                .link("build", "{BUILD_NUMBER}", "{BUILD_URL}")
                .commit("{GIT_URL}", "{GIT_COMMIT}", job.has("BRANCH_NAME") ? "{BRANCH_NAME}" : "{GIT_LOCAL_BRANCH}")
                .link("merge request", "{CHANGE_ID}", "{CHANGE_URL}")
                .directory("WORKSPACE")
                .job();
    }

    /** A multi-configuration project has a job for each cell of its matrix, such as {@code shop/JDK=17,OS=linux}. */
    private static boolean isCell(JobDescription job, String name) {
        return job.text("JOB_NAME").contains("/")
                && Arrays.stream(name.split(",")).allMatch(axis -> {
                    int equals = axis.indexOf('=');
                    return equals > 0 && job.text(axis.substring(0, equals)).equals(axis.substring(equals + 1));
                });
    }
}
