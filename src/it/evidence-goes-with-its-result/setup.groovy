io.gitlab.verdict.it.RunningTracker.start(basedir, context)
io.gitlab.verdict.it.WaitingEntry.storeWithEvidence(basedir, context.userProperties['verdict.rally.url'])
