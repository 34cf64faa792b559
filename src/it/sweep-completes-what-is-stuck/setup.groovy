io.gitlab.verdict.it.RunningTracker.start(basedir, context)
context.tracker.storeStuck('TC1', 'GitLab-1')
context.tracker.storeStuck('TC2', 'manual')
