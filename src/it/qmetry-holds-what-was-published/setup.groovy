io.gitlab.verdict.it.RunningQMetry.start(basedir, context, 'unavailable')

def account = new File(basedir, 'target/verdict/publication.json')
def tracker = context.tracker
Thread.startDaemon {
    while (!account.exists()) {
        sleep(100)
    }
    tracker.inflict('')
}
return true
