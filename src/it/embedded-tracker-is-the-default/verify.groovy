def log = new File(basedir, 'build.log').text
assert log.contains('[WARNING] No tracker is configured: results are published to the embedded tracker')
assert log.contains('4 results, 4 published')
assert new File(basedir, '.verdict/sandbox').directory
