import { describe, expect, it } from 'vitest';

describe('price', () => {
  it('adds tax', async ({ annotate }) => {
    await annotate('TC711', 'test_id');
    expect(1 + 1).toBe(2);
  });

  it('rounds', async ({ annotate }) => {
    await annotate('TC712', 'test_id');
    expect(0.1 + 0.2).toBe(0.3);
  });

  it.skip('TC713 converts', () => {});

  it.each([['TC714', 3], ['TC715', 4]])('%s has %i digits', (id, digits) => {
    expect(String(digits * 250)).toHaveLength(digits);
  });

  it('says hello', () => {});
});
