import { describe, expect, it } from 'vitest';
import { createAdvisor } from '../../src/advice/advisor.ts';
import { readPolicy } from '../../src/policy/read-policy.ts';
import type { Recommendation } from '../../src/recommender/index.ts';
import { answerWorkload } from '../../src/terminal/answer-workload.ts';
import { ADVISOR } from '../support/advisor.ts';
import { read } from '../support/documents.ts';
import { MEASURED } from '../support/measurements.ts';
import { workload } from '../support/workloads.ts';
import { judgeOf } from './support.ts';

// That it takes the answer to any workload stands in test/recommender, where they are answered.

const judge = judgeOf('recommendation');
const EXAMPLE = JSON.parse(read('examples/llm-adapters.json'));
const answer: Recommendation = JSON.parse(
  answerWorkload(ADVISOR, { ok: true, input: EXAMPLE }, 'a test', 'json').stdout,
);

describe('the schema of a recommendation', () => {
  it('takes what recommend --json prints, which keeps no $schema', () => {
    expect(EXAMPLE.$schema).toBeDefined();
    expect(judge(answer)).toBeUndefined();
    expect(JSON.stringify(answer)).not.toContain('$schema');
  });

  it('takes an answer under a policy and prices, of measurements, and of words in doubt', () => {
    const policy = readPolicy(`${read('examples/policy.yml')}\n${read('examples/prices.yml')}`);
    if (!policy.ok) throw new Error(JSON.stringify(policy.faults));
    const advisor = createAdvisor({ policy: policy.policy });
    const doubts = [
      {
        words: 'about 20',
        readings: [
          { field: 'peakRequestsPerSecond', value: 20 },
          { field: 'payloadSizeMB', value: 20 },
        ],
      },
    ] as const;
    const [measurements = []] = MEASURED;
    const given = workload({ instanceType: 'ml.g6e.xlarge', requiresGpu: true, measurements });
    const all = [advisor.advise(given, { channel: 'C0PROD' }), advisor.advise(workload(), {}, doubts)];
    expect(all.map(({ policy }) => policy?.rules.length)).toEqual([4, 3]);
    expect(all[1]?.questions?.[0]?.words).toBe('about 20');
    for (const one of all) expect(judge(JSON.parse(JSON.stringify(one)))).toBeUndefined();
  });

  it.each<[string, object]>([
    ['an option that there is not', { choice: { ...answer.choice, option: 'edge' } }],
    ['an unknown field', { recommended: 'serverless' }],
    ['a cost that is no number', { costs: [{ ...answer.costs[0], monthlyUsd: '$31' }] }],
    ['no facts', { facts: undefined }],
    ['a refused workload', { kind: 'invalid' }],
    ['a workload with a negative payload', { workload: { ...answer.workload, payloadSizeMB: -1 } }],
  ])('refuses %s', (_, wrong) => {
    expect(judge(JSON.parse(JSON.stringify({ ...answer, ...wrong })))).toBeDefined();
  });
});
