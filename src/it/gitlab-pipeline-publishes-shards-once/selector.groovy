def missing = io.gitlab.verdict.it.GitLabPipeline.missing()
if (missing) {
    println "gitlab-pipeline-publishes-shards-once is skipped: this machine has no ${missing.join(', ')}."
}
return missing.empty
