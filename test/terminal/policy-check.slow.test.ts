import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openPolicy } from '../../src/policy/read-policy.ts';
import { parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { writePolicyCheck } from '../../src/terminal/policy-check.ts';
import { expectGolden } from '../support/golden.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const SHIPPED: readonly unknown[] = read('examples/decided-cases.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

describe('the 30 workloads beside the example', () => {
  it('are those of the decided cases', () => {
    const cases: { workload: unknown }[] = JSON.parse(read('test/recommender/decided-cases.json'));
    expect(SHIPPED).toEqual(cases.map(({ workload }) => workload));
  });
});

describe('the check of the example policy', () => {
  const workloads = SHIPPED.flatMap((input): Workload[] => {
    const parsed = parseWorkload(input);
    return parsed.ok ? [parsed.workload] : [];
  });

  it('shows what it changes, which rules decided, and which were not tried', async () => {
    const opened = await openPolicy('examples/policy.yml');
    if (!opened.ok) throw new Error(opened.text);
    await expectGolden(writePolicyCheck(opened.policy, workloads), 'policy/check.txt');
    expect(writePolicyCheck(opened.policy, workloads, { channel: 'C0PROD' })).not.toContain('Not tried');
    expect(writePolicyCheck(opened.policy, [])).toContain('Changes 0 of 0 workloads.');
  });
});
