import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    dir: 'unit',
    reporters: ['junit'],
    outputFile: 'results/vitest.xml',
  },
});
