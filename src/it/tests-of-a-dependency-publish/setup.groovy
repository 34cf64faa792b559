io.gitlab.verdict.it.RunningTracker.start(basedir, context)
