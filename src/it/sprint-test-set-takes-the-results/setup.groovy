io.gitlab.verdict.it.RunningTracker.start(basedir, context)
def day = 24 * 60 * 60
def now = java.time.Instant.now()
def iteration = context.tracker.create('Iteration', [Name: 'Sprint 12', StartDate: now.minusSeconds(day).toString(), EndDate: now.plusSeconds(day).toString()])
def story = context.tracker.create('HierarchicalRequirement', [Name: 'A story', Iteration: iteration])
context.tracker.create('TestCase', [Name: 'Of the story', WorkProduct: story])
return true
