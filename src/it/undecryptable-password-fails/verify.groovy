def log = new File(basedir, 'build.log').text
// Maven 4 decrypts before any plugin runs, and reports the error itself.
assert log.contains(mavenVersion.startsWith('4.')
        ? 'Could not decrypt password'
        : 'The password of <server> "rally" in settings.xml cannot be decrypted')
assert context.tracker.stop() == [:]
