io.gitlab.verdict.it.RunningTracker.start(basedir, context)
io.gitlab.verdict.it.WaitingEntry.store(basedir, 'http://127.0.0.1:9')
