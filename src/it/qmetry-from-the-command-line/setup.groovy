io.gitlab.verdict.it.RunningQMetry.start(basedir, context, 'writesUnavailable')

def account = new File(basedir, 'target/verdict/publication.json')
def tracker = context.tracker
Thread.startDaemon {
    while (!account.exists() || account.text.contains('dry run')) {
        sleep(100)
    }
    tracker.inflict('')
}
return true
