import { describe, expect, it } from 'vitest';
import { assistantOf } from './support/assistant.ts';

const MB = 1024 * 1024;

describe('bad input of an assistant', () => {
  const { call } = assistantOf();

  it.each([
    ['recommend', { workload: { name: 'x'.repeat(MB) } }],
    ['recommend', { workload: { name: 'x', notes: 'x'.repeat(MB) } }],
    ['recommend', { workload: { name: 'x' }, changes: { ...Array(50_000).fill(1) } }],
    ['recommend', { workload: { name: 'x' }, changes: 'x'.repeat(MB) }],
    ['recommend', { workload: { name: 'x', measurements: 'x'.repeat(MB) } }],
    ['recommend', { workload: { name: 'x', measurements: `[${'{},'.repeat(1_300_000)}{}]` } }],
    ['explain_option', { option: 'serverless', question: 'x'.repeat(MB) }],
    ['render_template', { words: '3 MB', format: 'cloudformation', images: ['x'.repeat(MB)] }],
    ['check', { template: `a: "${'x'.repeat(MB)}"` }],
    ['recommend', { workload: `[${'{},'.repeat(1_300_000)}{}]` }],
    ['check', { described: Array(201).fill({ EndpointName: 'a' }) }],
  ])('tells %s of 1 MB in a few lines that it is too much', async (name, given) => {
    const { isError, text } = await call(name, given);
    expect(isError).toBe(true);
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(1500);
  });
});
