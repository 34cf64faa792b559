const { defineConfig } = require('@playwright/test');

module.exports = defineConfig({
  testDir: 'browser',
  retries: 1,
  workers: 1,
  reporter: [['junit', { outputFile: 'results/browser/playwright.xml', includeRetries: true }]],
});
