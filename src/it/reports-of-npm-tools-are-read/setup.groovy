def run = { List<String> command ->
    def process = new ProcessBuilder(command).directory(basedir).redirectErrorStream(true).start()
    println process.inputStream.text
    return process.waitFor()
}
assert run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund']) == 0
// Each tool has a test that fails.
assert run(['node', 'node_modules/@playwright/test/cli.js', 'test']) == 1
assert run(['node', 'node_modules/vitest/vitest.mjs', 'run']) == 1
