def folders = (System.getenv('PATH') ?: '').split(File.pathSeparator)
def missing = ['node', 'npm'].findAll { program -> !folders.any { new File(it, program).canExecute() } }
if (missing) {
    println "reports-of-npm-tools-are-read is skipped: this machine has no ${missing.join(', ')}."
}
return missing.empty
