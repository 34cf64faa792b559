def log = new File(basedir, 'build.log').text
assert log.contains('The password of <server> "rally" in settings.xml cannot be decrypted')
assert log.contains('settings-security.xml')
assert context.tracker.stop() == [:]
