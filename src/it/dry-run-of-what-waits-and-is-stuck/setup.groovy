io.gitlab.verdict.it.RunningTracker.start(basedir, context)
context.tracker.storeStuck('TC1', 'GitLab-1')
io.gitlab.verdict.it.WaitingEntry.store(basedir, context.userProperties['verdict.rally.url'])
