import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { readWords } from '../../src/wording/read-words.ts';
import { runs } from '../support/lane.ts';

const read = (text: string) => readWords(text).says;

describe('readWords', () => {
  it('reads the command of the manual: name, size, time, traffic, GPU and volume', () => {
    expect(readWords('fraud-scoring 500 MB within 15 min, sporadic, gpu, 2000/day')).toEqual({
      name: 'fraud-scoring',
      workload: {
        payloadSizeMB: 500,
        responseTimeSeconds: 900,
        trafficPattern: 'intermittent',
        requiresGpu: true,
        monthlyRequests: 60_000,
      },
      faults: [],
    });
  });

  it('reads quantities without commas between them', () => {
    expect(readWords('ct-scans 500 MB within 15 min sporadic')).toEqual({
      name: 'ct-scans',
      workload: { payloadSizeMB: 500, responseTimeSeconds: 900, trafficPattern: 'intermittent' },
      faults: [],
    });
  });

  it('states nothing for an empty text', () => {
    expect(readWords(' \n ')).toEqual({ says: {}, from: {}, unclear: [], notUsed: [], faults: [] });
  });

  it.each<[string, Partial<Workload>]>([
    ['14 GB model', { modelSizeGB: 14 }],
    ['model of 14 GB', { modelSizeGB: 14 }],
    ['400 models of 512 MB each', { modelCount: 400, modelSizeGB: 0.5 }],
    ['three models', { modelCount: 3 }],
    ['3 lora adapters', { modelCount: 3, modelAdapters: true }],
    ['400 models, each rarely called', { modelCount: 400, modelInvocationFrequency: 'rare' }],
    ['8 GB container image', { containerImageSizeGB: 8 }],
    ['24 GB vram', { modelSizeGB: 24, requiresGpu: true }],
    ['requests of 2 MB, answers up to 5 MB', { payloadSizeMB: 5 }],
    ['100 KB to 3 MB requests', { payloadSizeMB: 3 }],
    ['2 GB s3 link', { payloadSizeMB: 2048, payloadByReference: true }],
    ['takes 20 s', { processingTimeSeconds: 20 }],
    ['20 s each', { processingTimeSeconds: 20 }],
    ['80 ms per image', { processingTimeSeconds: 0.08 }],
    ['answers in 200 ms', { responseTimeSeconds: 0.2 }],
    ["can't wait more than 2 s", { responseTimeSeconds: 2 }],
    ['200 ms', { responseTimeSeconds: 0.2 }],
    ['timeout 29 s', { callerTimeoutSeconds: 29 }],
    ['overnight', { responseTimeSeconds: 43_200 }],
    ['3 containers in series', { containerCount: 3, containerInvocation: 'serial' }],
    ['5 containers, the caller picks one', { containerCount: 5, containerInvocation: 'direct' }],
    ['50 rps, bursts of 200', { peakRequestsPerSecond: 50, burstRequests: 200 }],
    ['eu-west-1, ml.g5.xlarge', { region: 'eu-west-1', instanceType: 'ml.g5.xlarge' }],
    ['$500/month', { monthlyBudgetUsd: 500 }],
    ['budget 500 usd', { monthlyBudgetUsd: 500 }],
    ['no cold starts', { coldStarts: 'unacceptable' }],
    ['cold starts ok', { coldStarts: 'acceptable' }],
    ['cold starts of minutes ok', { coldStarts: 'minutes-acceptable' }],
    ['vpc, scale to zero, monitoring', { requiresVpc: true, requiresScaleToZero: true, requiresDataCapture: true }],
    ['a/b tests, marketplace', { requiresMultipleVariants: true, requiresMarketplaceModel: true }],
    ['network isolation, multi-az', { requiresNetworkIsolation: true, availability: 'multi-az' }],
    ['streaming', { requiresStreaming: 'response' }],
    ['bidirectional streaming', { requiresStreaming: 'bidirectional' }],
    ['cheapest', { costPriority: 'lowest-cost' }],
    ['low latency', { costPriority: 'performance' }],
    ['steady', { trafficPattern: 'steady' }],
    ['round the clock', { trafficPattern: 'steady' }],
    ['24/7', { trafficPattern: 'steady', busyHoursPerDay: 24, busyDaysPerWeek: 7 }],
    ['bursty', { trafficPattern: 'variable' }],
    ['up and down', { trafficPattern: 'variable' }],
    ['unpredictable bursts', { trafficPattern: 'variable', trafficPredictable: false }],
    ['long gaps', { trafficPattern: 'intermittent' }],
    [
      'Mon–Fri 8–18',
      { busyHoursPerDay: 10, busyDaysPerWeek: 5, trafficPredictable: true, trafficPattern: 'intermittent' },
    ],
    ['nightly batch', { trafficPattern: 'dataset', datasetRunsPerMonth: 30 }],
    ['500 GB nightly', { trafficPattern: 'dataset', datasetSizeGB: 500, datasetRunsPerMonth: 30 }],
    ['500 GB, batch, weekly', { trafficPattern: 'dataset', datasetSizeGB: 500, datasetRunsPerMonth: 4.33 }],
    ['stored data, 40 GB, within 6 h', { trafficPattern: 'dataset', datasetSizeGB: 40, datasetDeadlineHours: 6 }],
    ['batch, 2 million records', { trafficPattern: 'dataset', datasetRecordsPerRun: 2_000_000 }],
  ])('understands "%s"', (text, workload) => {
    expect(readWords(text)).toEqual({ says: workload, from: {}, unclear: [], notUsed: [], faults: [] });
  });
});

describe('what is denied', () => {
  it.each<[string, Partial<Workload>]>([
    ['no gpu', { requiresGpu: false }],
    ['without a gpu', { requiresGpu: false }],
    ["we don't need a gpu", { requiresGpu: false }],
    ['does not need gpu', { requiresGpu: false }],
    ['gpu not needed', { requiresGpu: false }],
    ['gpu: no', { requiresGpu: false }],
    ['cpu only', { requiresGpu: false }],
    ['non-gpu', { requiresGpu: false }],
    ['no vpc, gpu', { requiresVpc: false, requiresGpu: true }],
    ['gpu no vpc', { requiresVpc: false, requiresGpu: true }],
    ['no gpu or vpc', { requiresGpu: false, requiresVpc: false }],
    ['neither gpu nor vpc', { requiresGpu: false, requiresVpc: false }],
    ['no gpu, vpc or streaming', { requiresGpu: false, requiresVpc: false, requiresStreaming: 'none' }],
    ['no gpu but vpc', { requiresGpu: false, requiresVpc: true }],
    ['no scale to zero', { requiresScaleToZero: false }],
    ['without streaming', { requiresStreaming: 'none' }],
    ['no monitoring', { requiresDataCapture: false }],
  ])('"%s" says no', (text, workload) => {
    expect(read(text)).toEqual(workload);
  });

  it.each([
    'not steady',
    'not bursty',
    'never idle',
    'no long gaps',
    'not sure if we need gpu',
    'gpu?',
    'vpc optional',
    'maybe gpu',
    'instead of 500 MB',
    'not 500 MB',
    'not without gpu',
    'cold start 10 s',
    '5 MB/s',
    'more than 500 MB',
    '3-5 models',
    'unsteady',
    'gpu-less',
    'batch size 32',
  ])('"%s" is not read as anything and stays in the text', (text) => {
    const { says: workload, name = '', description = '' } = readWords(text);
    expect(workload).toEqual({});
    expect(`${name}${description}`).toBe(text);
  });

  it('leaves "no gpu and vpc" open for VPC, because it can mean both', () => {
    expect(read('no gpu and vpc')).toEqual({ requiresGpu: false });
  });

  it('leaves both open where a denial at the end may cover both', () => {
    expect(read('gpu and vpc not needed')).not.toHaveProperty('requiresGpu', true);
  });

  const NEEDS: [words: string, field: keyof Workload, yes: unknown][] = [
    ['gpu', 'requiresGpu', true],
    ['vpc', 'requiresVpc', true],
    ['streaming', 'requiresStreaming', 'response'],
    ['data capture', 'requiresDataCapture', true],
    ['scale to zero', 'requiresScaleToZero', true],
    ['variants', 'requiresMultipleVariants', true],
    ['marketplace model', 'requiresMarketplaceModel', true],
    ['network isolation', 'requiresNetworkIsolation', true],
    ['high availability', 'availability', 'multi-az'],
    ['steady', 'trafficPattern', 'steady'],
    ['bursty', 'trafficPattern', 'variable'],
    ['sporadic', 'trafficPattern', 'intermittent'],
    ['cheapest', 'costPriority', 'lowest-cost'],
  ];
  const DENIALS = [
    'no',
    'not',
    'without',
    'not a',
    'no need for',
    'we do not need',
    "doesn't need any",
    'never',
    'non',
  ];

  it('never comes out as its opposite, wherever it stands', () => {
    const around = fc.constantFrom('', 'fraud ', '500 MB ', 'x, ', 'within 15 min, ');
    fc.assert(
      fc.property(
        around,
        fc.constantFrom(...DENIALS),
        fc.constantFrom(...NEEDS),
        (before, denial, [words, field, yes]) => {
          expect(read(`${before}${denial} ${words}`)[field]).not.toBe(yes);
        },
      ),
      { numRuns: runs(500) },
    );
  });
});

describe('name and description', () => {
  it.each([
    ['Fraud scoring, 500 MB', 'Fraud scoring', undefined],
    ['500 MB ct-scans', 'ct-scans', undefined],
    ['CT scans for the ward 500 MB each, please keep it simple', 'CT scans for the ward', 'please keep it simple'],
    ['batch-scoring 40 GB', 'batch-scoring', undefined],
    ['"Nightly batch of 400 models" 5 MB', 'Nightly batch of 400 models', undefined],
    ['<!channel> 5 MB', '<!channel>', undefined],
    ['churn, second model of the team, 5 MB', 'churn', 'second model of the team'],
  ])('"%s" is called "%s"', (text, name, description) => {
    const words = readWords(text);
    expect([words.name, words.description]).toEqual([name, description]);
  });

  it('keeps of two contradicting statements the first, and the second in the description', () => {
    expect(readWords('x steady, bursty')).toEqual({
      name: 'x',
      description: 'bursty',
      workload: { trafficPattern: 'steady' },
      faults: [],
    });
  });

  it('clips a name of 4,000 characters to 80 and keeps its start in the description, up to 2,000', () => {
    const { name = '', description = '' } = readWords('😀'.repeat(2000));
    expect(name.length).toBeLessThanOrEqual(80);
    expect(description.length).toBeLessThanOrEqual(2000);
    expect(name).toMatch(/^(😀)+…$/u);
    expect(description).toMatch(/^(😀)+…$/u);
  });
});

describe('faults', () => {
  it.each([
    ['x 1,5 GB', 'write a point, such as 1.5 GB'],
    ['x -5 MB', 'below zero'],
    ['x ٣ GB', 'Use the digits 0 to 9'],
    ['x 1e308 MB', 'beyond any sensible amount'],
    ['x 25 h a day', 'A day has 24 hours'],
    ['x 9 days a week', 'A week has 7 days'],
  ])('"%s" states nothing, is explained and stays in the description', (text, why) => {
    const { says: workload, faults, name, description } = readWords(text);
    expect(workload).toEqual({});
    expect(faults).toEqual([expect.stringContaining(why)]);
    expect([name, description]).toEqual(['x', text.slice(2)]);
  });
});

describe('any text', () => {
  const pieces = fc.constantFrom(
    ...'no,not,gpu,vpc,or,and,5 MB,1.5 GB,within,15 min,20 s,each,takes,2000/day,50 rps,batch,nightly,400 models,steady,rarely,"x",0,-5,9-17,Mon-Fri,$5,?,\n,;,.,😀,٣ GB,1e308'.split(
      ',',
    ),
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 15 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  it('gives a workload that the contract accepts, whatever is typed', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const { says: workload, name = 'x', description = '' } = readWords(typed);
        expect(parseWorkload({ ...workload, name, description })).toMatchObject({ ok: true });
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('two times with a comma between them', () => {
  it.each([
    ['within 15 min, 90 s each', { responseTimeSeconds: 900, processingTimeSeconds: 90 }],
    ['within 5 s, 400 ms each', { responseTimeSeconds: 5, processingTimeSeconds: 0.4 }],
    ['within 800 ms, 50 ms each', { responseTimeSeconds: 0.8, processingTimeSeconds: 0.05 }],
    ['takes 1 min, within 10 min', { processingTimeSeconds: 60, responseTimeSeconds: 600 }],
  ])('are two statements: "%s"', (words, expected) => {
    expect(readWords(words).says).toMatchObject(expected);
  });
});
