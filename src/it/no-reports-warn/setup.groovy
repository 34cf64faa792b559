io.gitlab.verdict.it.RunningTracker.start(basedir, context)
io.gitlab.verdict.it.WaitingEntry.store(basedir, context.userProperties['verdict.rally.url'])
