import { describe, expect, it } from 'vitest';
import { assistantOf } from './support/assistant.ts';

const MB = 1024 * 1024;

describe('bad input of an assistant', () => {
  const { call } = assistantOf();

  it.each([
    ['recommend', { workload: { name: 'x'.repeat(MB) } }],
    ['recommend', { workload: { name: 'x', notes: 'x'.repeat(MB) } }],
    ['what_if', { workload: { name: 'x' }, changes: { ...Array(50_000).fill(1) } }],
    ['size_model', { model: 'x'.repeat(MB), load: {} }],
    ['check_template', { content: `a: "${'x'.repeat(MB)}"` }],
    ['import_measurement', { content: 'x'.repeat(MB) }],
    ['import_measurement', { content: `[${'{},'.repeat(1_300_000)}{}]` }],
    ['recommend', { workload: `[${'{},'.repeat(1_300_000)}{}]` }],
    ['review_endpoint', { described: Array(201).fill({ EndpointName: 'a' }) }],
  ])('tells %s of 1 MB in a few lines that it is too much', async (name, given) => {
    const { isError, text } = await call(name, given);
    expect(isError).toBe(true);
    expect(text).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(1500);
  });
});
