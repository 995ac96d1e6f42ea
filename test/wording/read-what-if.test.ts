import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { applyChanges, type Changes, readConditions, readWhatIf } from '../../src/wording/read-what-if.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { runs } from '../support/lane.ts';
import { anyWorkload } from '../support/recommendations.ts';
import { workload } from '../support/workloads.ts';

const CURRENT = workload({
  name: 'ct-scans',
  trafficPattern: 'intermittent',
  payloadSizeMB: 4,
  processingTimeSeconds: 1.5,
  monthlyRequests: 60_000,
  burstRequests: 20,
  modelCount: 3,
  requiresGpu: true,
});

const STORED = workload({
  name: 'churn',
  trafficPattern: 'dataset',
  datasetSizeGB: 40,
  datasetRecordsPerRun: 2_000_000,
  datasetRunsPerMonth: 30,
});

function changes(words: string, current: Workload = CURRENT): Changes | string {
  const read = readWhatIf(words, current);
  if (read.ok) return read.whatIf.changes;
  return read.kind === 'refused' ? read.text : read.kind;
}

describe('readWhatIf', () => {
  it.each<[string, Partial<Workload>]>([
    ['payload is 5 MB and no gpu', { payloadSizeMB: 5, requiresGpu: false }],
    ['the traffic is steady and the payload is 2 MB', { trafficPattern: 'steady', payloadSizeMB: 2 }],
    ['we had twice the traffic', { monthlyRequests: 120_000, burstRequests: 40 }],
    // Requests are counted by the month; how many come at once is another matter.
    ['10x requests', { monthlyRequests: 600_000 }],
    ['10 × the traffic', { monthlyRequests: 600_000, burstRequests: 200 }],
    ['traffic x10', { monthlyRequests: 600_000, burstRequests: 200 }],
    ['traffic doubles', { monthlyRequests: 120_000, burstRequests: 40 }],
    ['traffic grows by 50%', { monthlyRequests: 90_000, burstRequests: 30 }],
    ['requests drop by 50 percent', { monthlyRequests: 30_000 }],
    ['20% fewer requests', { monthlyRequests: 48_000 }],
    ['20% of the traffic', { monthlyRequests: 12_000, burstRequests: 4 }],
    ['the scans shrink by 60 percent next quarter', { payloadSizeMB: 1.6 }],
    ['the recordings get twice as big', { payloadSizeMB: 8 }],
    ['5 times as many', { monthlyRequests: 300_000, burstRequests: 100 }],
    ['25% more scans', { monthlyRequests: 75_000, burstRequests: 25 }],
    ['a gpu is no longer mandatory', { requiresGpu: false }],
    ['nobody needs a gpu any more', { requiresGpu: false }],
    ['nobody tolerates a cold start any longer', { coldStarts: 'unacceptable' }],
    ['one zone will do, skip the second AZ', { availability: 'single-instance' }],
    ['the container fetches the scan from the bucket itself', { payloadByReference: true }],
    ['users only hang on for 800 ms', { responseTimeSeconds: 0.8 }],
    ['people give up after 5 seconds', { responseTimeSeconds: 5 }],
    ['half the payload', { payloadSizeMB: 2 }],
    ['the payload is 10 times larger', { payloadSizeMB: 40 }],
    ['scans were twice as large', { payloadSizeMB: 8 }],
    ['twice as large scans', { payloadSizeMB: 8 }],
    ['it takes twice as long', { processingTimeSeconds: 3 }],
    ['half the processing time', { processingTimeSeconds: 0.75 }],
    ['a third of the models', { modelCount: 1 }],
    ['double the models', { modelCount: 6 }],
    ['10x bursts', { burstRequests: 200 }],
    ['a quarter of the traffic', { monthlyRequests: 15_000, burstRequests: 5 }],
    ['traffic drops by a third', { monthlyRequests: 40_000, burstRequests: 13.33 }],
    ['traffic drops to 20%', { monthlyRequests: 12_000, burstRequests: 4 }],
    ['+50% traffic', { monthlyRequests: 90_000, burstRequests: 30 }],
    ['traffic x5', { monthlyRequests: 300_000, burstRequests: 100 }],
    ['traffic goes up by a factor of 5', { monthlyRequests: 300_000, burstRequests: 100 }],
    ['threefold traffic', { monthlyRequests: 180_000, burstRequests: 60 }],
    ['an order of magnitude more traffic', { monthlyRequests: 600_000, burstRequests: 200 }],
    ['three times the traffic, same burst', { monthlyRequests: 180_000 }],
    ['volume goes up 50%', { monthlyRequests: 90_000, burstRequests: 30 }],
    ['our budget is $300 a month', { monthlyBudgetUsd: 300 }],
    ['half the payload and twice the traffic', { payloadSizeMB: 2, monthlyRequests: 120_000, burstRequests: 40 }],
  ])('understands "%s"', (words, stated) => {
    expect(changes(words)).toEqual(stated);
  });

  it.each<[string, Partial<Workload>]>([
    ['twice the data', { datasetSizeGB: 80, datasetRecordsPerRun: 4_000_000 }],
    ['10x the traffic', { datasetSizeGB: 400, datasetRecordsPerRun: 20_000_000 }],
    ['half the records', { datasetRecordsPerRun: 1_000_000 }],
    ['500 GB', { datasetSizeGB: 500 }],
    ['it runs twice a day', { datasetRunsPerMonth: 60 }],
    ['it only runs once a month', { datasetRunsPerMonth: 1 }],
    ['within 6 h', { datasetDeadlineHours: 6 }],
  ])('takes "%s" for the dataset where there is one', (words, stated) => {
    expect(changes(words, STORED)).toEqual(stated);
  });

  it.each<[string, Workload, Changes]>([
    ['drop the latency requirement', { ...CURRENT, responseTimeSeconds: 2 }, { responseTimeSeconds: null }],
    ['nobody waits for it any more', { ...CURRENT, responseTimeSeconds: 2 }, { responseTimeSeconds: null }],
    ['any region', { ...CURRENT, region: 'eu-west-1' }, { region: null }],
    ['no budget', { ...CURRENT, monthlyBudgetUsd: 500 }, { monthlyBudgetUsd: null }],
    [
      'it comes as one 5 GB file per night',
      { ...CURRENT, responseTimeSeconds: 2 },
      {
        trafficPattern: 'dataset',
        datasetSizeGB: 5,
        datasetRunsPerMonth: 30,
        responseTimeSeconds: null,
        monthlyRequests: null,
        burstRequests: null,
      },
    ],
    [
      'someone calls it and waits 1s, 500k requests a month',
      STORED,
      { trafficPattern: null, responseTimeSeconds: 1, monthlyRequests: 500_000 },
    ],
  ])('clears with "%s" what no longer holds', (words, current, stated) => {
    expect(changes(words, current)).toEqual(stated);
  });

  it('keeps the volume where only the pattern of the traffic changes', () => {
    expect(changes('the traffic is steady')).toEqual({ trafficPattern: 'steady' });
  });

  it('takes a budget without a currency for dollars, as the review states one', () => {
    const stated = { ...CURRENT, monthlyBudgetUsd: 9000 };
    expect(changes('the budget went up to 12k', stated)).toEqual({ monthlyBudgetUsd: 12_000 });
    expect(changes('the budget went up to 12k')).toBe('nothing');
  });

  it('takes a number of requests for one a month, as the review states its own', () => {
    expect(changes('we get 1M requests')).toEqual({ monthlyRequests: 1_000_000 });
    expect(changes('we get 1M requests', workload({ name: 'x' }))).toContain("isn't clear");
  });

  it('asks for a number where there is nothing to multiply', () => {
    expect(changes('twice the budget')).toBe(
      '"twice the budget" isn\'t clear: budget per month isn\'t stated yet, so give it as a number.',
    );
    expect(changes('half the latency')).toContain('"half the latency" isn\'t clear');
  });

  it('asks back about a factor of zero, one beyond sense, one of nothing, and a decimal comma', () => {
    expect(changes('0x the traffic')).toContain("isn't clear");
    expect(changes('1000000000000x traffic')).toContain("isn't clear");
    expect(changes('10x')).toMatch(/^"10x" isn't clear: do you mean .+ or payload\?$/);
    expect(changes('1,5 GB')).toBe('A decimal comma could mean two things; write a point, such as 1.5 GB.');
  });

  it('asks back about an invalid workload, naming the answer', () => {
    expect(changes('double the containers', workload({ name: 'chain', containerCount: 10 }))).toBe(
      '"double the containers" isn\'t clear: containers must be a whole number from 1 to 15.',
    );
  });

  it('tells apart what is so already and what it does not understand', () => {
    expect(changes('the payload was 4 MB')).toBe('unchanged');
    expect(changes('the moon is full')).toBe('nothing');
  });

  it('names the words that nothing came of, and no small ones', () => {
    const read = readWhatIf('30 MB please, and the moon is full', CURRENT);
    expect(read.ok && read.whatIf.ignored).toBe('moon is full');
    const understood = readWhatIf('we had a payload of 30 MB', CURRENT);
    expect(understood.ok && understood.whatIf.ignored).toBe('');
  });

  it('says beside a change what was unclear', () => {
    const read = readWhatIf('30 MB payload and half the latency', CURRENT);
    expect(read.ok && read.whatIf.changes).toEqual({ payloadSizeMB: 30 });
    expect(read.ok && read.whatIf.questions).toContain('"half the latency" isn\'t clear');
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
        const stated = parseWorkload(workload);
        for (const [field, value] of Object.entries(stated.ok ? stated.workload : {})) {
          if (!fields.includes(field)) expect(read.whatIf.workload).toHaveProperty(field, value);
        }
      }),
      { numRuns: runs(500, { costly: true }) },
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

describe('readConditions', () => {
  const conditions = (words: string, whole = words): Changes | string => {
    const read = readConditions(words, whole, CURRENT);
    return read.ok ? read.whatIf.changes : read.kind;
  };

  it('reads numbers, names and places in a question about something else', () => {
    expect(conditions('in frankfurt on ml.m5.xlarge')).toEqual({
      region: 'eu-central-1',
      instanceType: 'ml.m5.xlarge',
    });
    expect(conditions('at 10x the traffic')).toEqual({ monthlyRequests: 600_000, burstRequests: 200 });
  });

  it('reads anything else only where the question supposes it', () => {
    expect(conditions('steady traffic')).toBe('nothing');
    expect(conditions('steady traffic', 'cost if steady traffic')).toEqual({ trafficPattern: 'steady' });
  });

  it('takes no wish about money for a condition', () => {
    expect(conditions('as cheap as possible', 'what if as cheap as possible')).toBe('nothing');
  });

  it('asks back about a number that is unclear', () => {
    expect(conditions('0x the traffic')).toBe('refused');
  });
});
