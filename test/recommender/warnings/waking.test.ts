import { describe, expect, it } from 'vitest';
import { recommend } from '../../../src/recommender/index.ts';
import { codesOf } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';

describe('inference components at zero', () => {
  const components = { modelCount: 3, modelsScaleIndependently: true, trafficPattern: 'intermittent' } as const;

  it('fail requests while they wake, which is a warning', () => {
    const { choice, warnings } = recommend(workload({ ...components, coldStarts: 'minutes-acceptable' }));
    expect(choice?.scaling).toBe('scale-to-zero');
    expect(codesOf(warnings)).toContain('requests-fail-while-waking');
    expect(codesOf(warnings)).not.toContain('wakes-only-with-policy');
  });

  it('that stay on have none', () => {
    const { choice, warnings } = recommend(workload({ ...components, coldStarts: 'acceptable' }));
    expect(choice?.scaling).toBe('auto-scaling');
    expect(codesOf(warnings)).not.toContain('requests-fail-while-waking');
  });
});

describe('an asynchronous endpoint at zero', () => {
  it('wakes only with a policy of its own, which is a warning', () => {
    const { choice, warnings } = recommend(workload({ trafficPattern: 'intermittent', payloadSizeMB: 500 }));
    expect(choice).toMatchObject({ option: 'asynchronous', scaling: 'scale-to-zero' });
    expect(warnings.find(({ code }) => code === 'wakes-only-with-policy')?.text).toContain('HasBacklogWithoutCapacity');
    expect(codesOf(warnings)).not.toContain('requests-fail-while-waking');
  });

  it('that stays on has none', () => {
    const { choice, warnings } = recommend(workload({ trafficPattern: 'variable', payloadSizeMB: 500 }));
    expect(choice).toMatchObject({ option: 'asynchronous', scaling: 'auto-scaling' });
    expect(codesOf(warnings)).not.toContain('wakes-only-with-policy');
  });
});
