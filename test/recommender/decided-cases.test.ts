import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseWorkload, recommend } from '../../src/recommender/index.ts';
import { judgeOf } from '../schemas/support.ts';

interface DecidedCase {
  id: string;
  scenario: string;
  workload: Record<string, unknown>;
  accept: { option: (string | null)[]; hosting: string[] | null; scaling: string[] | null };
  mustReject: { option: string; because: string }[];
}

const cases: DecidedCase[] = JSON.parse(readFileSync(new URL('decided-cases.json', import.meta.url), 'utf8'));

const judge = judgeOf('recommendation');

describe('workloads whose answer is known from public material', () => {
  it('are 30', () => expect(cases).toHaveLength(30));

  it.each(cases)('$id: $scenario', ({ workload, accept, mustReject }) => {
    const parsed = parseWorkload(workload);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    const answer = recommend(parsed.workload);
    const { choice, rejected } = answer;
    expect(accept.option).toContain(choice?.option ?? null);
    if (accept.hosting) expect(accept.hosting).toContain(choice?.hosting);
    if (accept.scaling) expect(accept.scaling).toContain(choice?.scaling);
    const ruledOut = rejected.filter(({ verdict }) => verdict === 'ruled-out').map(({ option }) => option);
    expect(ruledOut).toEqual(expect.arrayContaining(mustReject.map(({ option }) => option)));
    expect(judge(answer)).toBeUndefined();
  });
});
