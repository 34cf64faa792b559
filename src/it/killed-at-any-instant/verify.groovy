def maven = new File(basedir, '../../maven/apache-maven-3.9.16/bin/mvn').canonicalFile
new io.gitlab.verdict.it.KillCampaign(basedir, maven, localRepositoryPath, pluginVersion, kills as int, seed as long).run()
