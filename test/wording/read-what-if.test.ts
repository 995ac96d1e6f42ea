import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { applyChanges, readWhatIf } from '../../src/wording/read-what-if.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { runs } from '../support/lane.ts';
import { anyWorkload } from '../support/recommendations.ts';

const CURRENT: Workload = {
  name: 'ct-scans',
  trafficPattern: 'intermittent',
  payloadSizeMB: 4,
  processingTimeSeconds: 1.5,
  monthlyRequests: 60_000,
  burstRequests: 20,
  modelCount: 3,
  requiresGpu: true,
};

const STORED: Workload = {
  name: 'churn',
  trafficPattern: 'dataset',
  datasetSizeGB: 40,
  datasetRecordsPerRun: 2_000_000,
  datasetRunsPerMonth: 30,
};

function changes(words: string, current: Workload = CURRENT): Partial<Workload> | string {
  const read = readWhatIf(words, current);
  if (read.ok) return read.whatIf.changes;
  return read.kind === 'refused' ? read.text : read.kind;
}

describe('readWhatIf', () => {
  it.each<[string, Partial<Workload>]>([
    ['payload is 5 MB and no gpu', { payloadSizeMB: 5, requiresGpu: false }],
    ['the traffic is steady and the payload is 2 MB', { trafficPattern: 'steady', payloadSizeMB: 2 }],
    ['we had twice the traffic', { monthlyRequests: 120_000, burstRequests: 40 }],
    ['10x requests', { monthlyRequests: 600_000, burstRequests: 200 }],
    ['10 × the traffic', { monthlyRequests: 600_000, burstRequests: 200 }],
    ['traffic x10', { monthlyRequests: 600_000, burstRequests: 200 }],
    ['traffic doubles', { monthlyRequests: 120_000, burstRequests: 40 }],
    ['traffic grows by 50%', { monthlyRequests: 90_000, burstRequests: 30 }],
    ['requests drop by 50 percent', { monthlyRequests: 30_000, burstRequests: 10 }],
    ['20% fewer requests', { monthlyRequests: 48_000, burstRequests: 16 }],
    ['20% of the traffic', { monthlyRequests: 12_000, burstRequests: 4 }],
    ['half the payload', { payloadSizeMB: 2 }],
    ['the payload is 10 times larger', { payloadSizeMB: 40 }],
    ['scans were twice as large', { payloadSizeMB: 8 }],
    ['twice as large scans', { payloadSizeMB: 8 }],
    ['it takes twice as long', { processingTimeSeconds: 3 }],
    ['half the processing time', { processingTimeSeconds: 0.75 }],
    ['a third of the models', { modelCount: 1 }],
    ['double the models', { modelCount: 6 }],
    ['10x bursts', { burstRequests: 200 }],
    ['half the payload and twice the traffic', { payloadSizeMB: 2, monthlyRequests: 120_000, burstRequests: 40 }],
  ])('understands "%s"', (words, stated) => {
    expect(changes(words)).toEqual(stated);
  });

  it.each<[string, Partial<Workload>]>([
    ['twice the data', { datasetSizeGB: 80, datasetRecordsPerRun: 4_000_000 }],
    ['10x the traffic', { datasetSizeGB: 400, datasetRecordsPerRun: 20_000_000 }],
    ['half the records', { datasetRecordsPerRun: 1_000_000 }],
    ['500 GB', { datasetSizeGB: 500 }],
    ['within 6 h', { datasetDeadlineHours: 6 }],
  ])('takes "%s" for the data where stored data is scored', (words, stated) => {
    expect(changes(words, STORED)).toEqual(stated);
  });

  it('says what to type where there is nothing to multiply', () => {
    expect(changes('twice the budget')).toContain('say a number, such as budget $500');
    expect(changes('half the latency')).toContain('within 300 ms');
  });

  it('refuses a factor of zero, one beyond sense, and a decimal comma', () => {
    expect(changes('0x the traffic')).toContain('no change that can be reckoned with');
    expect(changes('1000000000000x traffic')).toContain('no change that can be reckoned with');
    expect(changes('1,5 GB')).toContain('1.5 GB');
  });

  it('refuses what would be no workload any more, naming the answer', () => {
    expect(changes('double the containers', { name: 'chain', containerCount: 10 })).toBe(
      'That goes too far: containers must be a whole number from 1 to 15; it is 20.',
    );
  });

  it('tells apart what is so already and what it does not understand', () => {
    expect(changes('the payload was 4 MB')).toBe('unchanged');
    expect(changes('the moon is full')).toBe('nothing');
  });

  it('names the words that nothing came of, and no small ones', () => {
    const read = readWhatIf('30 MB please, and the moon is full', CURRENT);
    expect(read.ok && read.whatIf.ignored).toBe('and the moon is full');
    const understood = readWhatIf('we had a payload of 30 MB', CURRENT);
    expect(understood.ok && understood.whatIf.ignored).toBe('');
  });

  it('gives a workload that is one, changed in nothing else, for any words and any workload', () => {
    const factor = fc.constantFrom('twice', 'half', '10x', '2.5 times', 'a third of', '37% more', '99% less', '1e3x');
    const amount = fc.constantFrom('traffic', 'payload', 'models', 'records', 'containers', 'runs', 'peak', 'budget');
    fc.assert(
      fc.property(anyWorkload, fc.tuple(factor, amount), fc.string({ maxLength: 60 }), (workload, words, more) => {
        const read = readWhatIf(`${words.join(' ')}, ${more}`, workload);
        if (!read.ok) return;
        expect(parseWorkload(read.whatIf.workload).ok).toBe(true);
        const fields = Object.keys(read.whatIf.changes);
        expect(fields.length).toBeGreaterThan(0);
        for (const [field, value] of Object.entries(workload)) {
          if (!fields.includes(field)) expect(read.whatIf.workload).toHaveProperty(field, value);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('does nothing more when it is applied once more', () => {
    fc.assert(
      fc.property(anyWorkload, fc.constantFrom('twice the payload', '5 MB, no gpu'), (workload, words) => {
        const read = readWhatIf(words, workload);
        if (!read.ok) return;
        const again = applyChanges(read.whatIf.workload, read.whatIf.changes);
        expect(again).toEqual({ ok: true, workload: read.whatIf.workload });
      }),
    );
  });

  it('reads relations for a current workload alone: the words of the command are read as before', () => {
    expect(readWords('twice the traffic').says).toEqual({});
    expect(readWords('twice the traffic', CURRENT).says).toEqual({ monthlyRequests: 120_000, burstRequests: 40 });
  });
});
