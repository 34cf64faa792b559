import io.gitlab.verdict.it.KillCampaign
import io.gitlab.verdict.it.QMetryKillTarget

def maven = new File(basedir, '../../maven/apache-maven-3.9.16/bin/mvn').canonicalFile
def tracker = QMetryKillTarget.start(basedir)
new KillCampaign(tracker, basedir, maven, localRepositoryPath, pluginVersion, kills as int, seed as long).run()
