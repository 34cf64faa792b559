package io.gitlab.verdict.it;

import io.gitlab.verdict.sandbox.Faults;
import io.gitlab.verdict.sandbox.TestOptions;
import io.gitlab.verdict.sandbox.TestSandbox;
import io.gitlab.verdict.sandbox.qmetry.StoredRun;
import io.gitlab.verdict.sandbox.qmetry.TestQmetry;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** QMetry with its standard projects, for a build to publish to. */
public final class RunningQMetry {
    /** Also in src/it/invoker.properties, which gives it to the builds. */
    private static final String API_KEY = "_canary-5c1f0b7e9d";

    private final TestQmetry qmetry = new TestQmetry();
    private final TestSandbox sandbox;

    private RunningQMetry(File state) throws IOException {
        sandbox = TestSandbox.start(state.toPath(), API_KEY, Clock.systemUTC(), TestOptions.NONE, qmetry);
    }

    /**
     * Starts it beside the project's directory, passes its address to the build, and stores it in the scripts' context.
     *
     * @param faults what goes wrong with it at first
     */
    public static void start(File basedir, Map<String, Object> context, String faults) throws IOException {
        RunningQMetry tracker = new RunningQMetry(new File(basedir.getParentFile(), "tracker-of-" + basedir.getName()));
        tracker.inflict(faults);
        Properties forTheBuild = (Properties) context.get("userProperties");
        forTheBuild.setProperty("verdict.qmetry.url", tracker.sandbox.url().toString());
        context.put("tracker", tracker);
    }

    /** Lets other things go wrong with it, or none. */
    public void inflict(String faults) {
        sandbox.inflict(Faults.parse(faults, 1));
    }

    /** Stops it and returns what it held. */
    public List<StoredRun> stop() {
        sandbox.close();
        return qmetry.runs();
    }
}
