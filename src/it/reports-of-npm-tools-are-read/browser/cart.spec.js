const fs = require('fs');
const { test, expect } = require('@playwright/test');

const verifies = (id) => ({ annotation: { type: 'test_id', description: id } });

test.describe('cart', () => {
  test('adds', verifies('TC701'), () => {
    expect(1 + 1).toBe(2);
  });

  test('pays', verifies('TC702'), async ({}, info) => {
    const receipt = info.outputPath('receipt.txt');
    fs.writeFileSync(receipt, 'declined');
    await info.attach('receipt', { path: receipt });
    expect('declined').toBe('paid');
  });

  test('TC703 ships', () => {});

  test('refunds', verifies('TC704'), ({}, info) => {
    expect(info.retry).toBe(1);
  });

  test.skip('exchanges', verifies('TC705'), () => {});

  test('says hello', () => {});
});

test('verifies two', {
  annotation: [
    { type: 'test_id', description: 'TC706' },
    { type: 'test_id', description: 'TC707' },
  ],
}, () => {});
