import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkload, type WorkloadField } from '../../src/recommender/index.ts';
import { readTyped, readWords } from '../../src/wording/read-words.ts';
import { runs } from '../support/lane.ts';

const read = (text: string) => readWords(text).says;

it.each(['model', 'model_name'])(
  'the key %s, which other tools have for the model, is answered with modelId, also where its value is no known model',
  (key) => {
    const { says, notUsed } = readTyped(JSON.stringify({ payloadSizeMB: 3, [key]: 'x' }));
    expect(says).toEqual({ payloadSizeMB: 3 });
    expect(notUsed).toEqual([`${key}: x (did you mean modelId?)`]);
  },
);

describe('readWords', () => {
  it('reads the command of the manual: name, size, time, traffic, GPU and volume, each with its words', () => {
    expect(readWords('fraud-scoring 500 MB within 15 min, sporadic, gpu, 2000/day')).toEqual({
      name: 'fraud-scoring',
      isNamed: true,
      says: {
        payloadSizeMB: 500,
        responseTimeSeconds: 900,
        trafficPattern: 'intermittent',
        requiresGpu: true,
        monthlyRequests: 60_000,
      },
      from: {
        payloadSizeMB: '500 MB',
        responseTimeSeconds: 'within 15 min',
        trafficPattern: 'sporadic',
        requiresGpu: 'gpu',
        monthlyRequests: '2000/day',
      },
      unclear: [],
      notUsed: [],
    });
  });

  it('states nothing for an empty text', () => {
    expect(readWords(' \n ')).toEqual({ says: {}, from: {}, unclear: [], notUsed: [] });
  });
});

it.each([
  'Meeting notes 2026-11-20 (speech)',
  '20.11.2026',
  'at 11/20/2026',
  'sprint 9-17',
  'slide 10-12',
  'see section 9-17',
])('reads no hours from the date or number in "%s"', (text) => expect(read(text)).toEqual({}));

it.each(['9-17', 'office 9-17', 'since 2026-11-20 open 9-17'])('reads the hours in "%s"', (text) =>
  expect(read(text)).toMatchObject({ busyFrom: '09:00', busyHoursPerDay: 8 }),
);

it.each([
  ['it must survive losing a zone', 'multi-az'],
  ['it must survive losing a Region', 'multi-region'],
  ['it has to survive the outage of a whole AWS region', 'multi-region'],
  ['if a region goes down it must keep working', 'multi-region'],
  ['it fails over to another region', 'multi-region'],
  ['high availability in the eu-west-1 region', 'multi-az'],
])('the loss of a Region is more than that of a zone: %s', (words, availability) =>
  expect(readWords(words).says.availability).toBe(availability),
);

describe('what is denied', () => {
  it('leaves "no gpu and vpc" open for VPC, because it can mean both', () => {
    expect(read('no gpu and vpc')).toEqual({ requiresGpu: false });
  });

  it('leaves both open where a denial at the end may cover both', () => {
    expect(read('gpu and vpc not needed')).not.toHaveProperty('requiresGpu', true);
  });

  const NEEDS: [words: string, field: WorkloadField, yes: unknown][] = [
    ['gpu', 'requiresGpu', true],
    ['vpc', 'requiresVpc', true],
    ['streaming', 'requiresStreaming', 'response'],
    ['data capture', 'requiresDataCapture', true],
    ['scale to zero', 'requiresScaleToZero', true],
    ['variants', 'requiresMultipleVariants', true],
    ['marketplace model', 'requiresMarketplaceModel', true],
    ['network isolation', 'requiresNetworkIsolation', true],
    ['high availability', 'availability', 'multi-az'],
    ['multi-region', 'availability', 'multi-region'],
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

it('what no workload can have is asked about: 25 hours a day', () => {
  const { says, unclear } = readWords('25 hours a day');
  expect(says).toEqual({});
  expect(unclear).toEqual([{ field: 'busyHoursPerDay', words: '25 hours a day' }]);
});

it('numbers of tokens without the word are read from "in" and "out": 500 and 300', () => {
  expect(read('20 rps, 500 in 300 out')).toEqual({ peakRequestsPerSecond: 20, inputTokens: 500, outputTokens: 300 });
  expect(read('200 rps 256 tokens per request')).toEqual({ peakRequestsPerSecond: 200, inputTokens: 256 });
});

it('a question about a price states what it names', () => {
  expect(read('How much is one ml.g5.2xlarge in Ireland for a 13B llama?')).toEqual({
    instanceType: 'ml.g5.2xlarge',
    requiresGpu: true,
    region: 'eu-west-1',
    modelId: 'llama-2-13b',
    modelParametersBillion: 13,
  });
  expect(read('is ml.m5.large enough?')).toEqual({});
});

it('one of two amounts is the larger of two that lie close: 3 or 4', () => {
  expect(read('3 or 4 rps')).toEqual({ peakRequestsPerSecond: 4 });
});

it('a volume that leaves an endpoint idle has no traffic pattern, which is inferred from so little', () => {
  expect(read('30 requests a day, mostly in the morning')).toEqual({ monthlyRequests: 900 });
  expect(read('30 requests a minute, mostly in the morning').trafficPattern).toBeUndefined();
});

describe('the name', () => {
  it.each([
    ['Fraud scoring, 500 MB', 'Fraud scoring'],
    ['500 MB ct-scans', 'ct-scans'],
    ['events 500 MB within 15 min sporadic', 'events'],
    ['ad events 500 MB within 15 min sporadic', 'ad events'],
    ['chat llama 3.1 8b, 20 rps', 'chat'],
    ['peak finder 50 rps, 3 MB', 'peak finder'],
    ['token counter, 300 tokens', 'token counter'],
    ['"Nightly batch of 400 models" 5 MB', 'Nightly batch of 400 models'],
    ['name: basket-recs, 900/min', 'basket-recs'],
    ['churn_scorer: 200 ms', 'churn_scorer'],
    ['we have 40 lightgbm models', 'lightgbm models'],
    ['Need an endpoint in Frankfurt for a credit scoring model, 3 rps', 'credit scoring model'],
    ['sagemaker endpoint for fraud', 'fraud'],
    ['the X-ray triage model. 18 MB', 'X-ray triage model'],
    ['2 rps. speech to text, calls of 6 min', 'speech to text'],
    ['Hotel price predictor. 300 rps', 'Hotel price predictor'],
  ])('of "%s" is "%s"', (text, name) => {
    expect(readWords(text)).toMatchObject({ name, isNamed: true });
  });

  it.each([
    ['crop-disease 12 cameras, 4 MB photos'],
    ['pay-fraud 3 MB within 300 ms'],
    ['once-1'],
    ['team-a 20 rps'],
    ['x-ray 18 MB, gpu'],
    ['claims-ocr llama 3.1 8b'],
    ['real-time-fraud 5 MB'],
    ['meter-2026, 3 rps'],
    ['- basket-recs (for the shop)'],
  ])('of "%s" is its first word, which has a hyphen', (text) => {
    const [, name] = /([\w-]{3,})/.exec(text) ?? [];
    expect(readWords(text)).toMatchObject({ name, isNamed: true });
  });

  it.each([
    ['foo', 'foo'],
    ['hi team, tile upscaler 5 MB', 'tile upscaler'],
    ['Invoice reader for accounting 3 MB, 6 s each', 'Invoice reader for accounting'],
    ['face match in the bank app of the north', 'face match'],
    ['one two three four five six seven eight', 'workload'],
    ['rock paper scissors stone water fire 3 MB', 'rock paper scissors stone water'],
  ])('of "%s" is at most five words before the first fact: "%s"', (text, name) => {
    expect(readWords(text).name).toBe(name);
  });

  it.each(['llama 3 8b, 20 rps', 'we run llama 3 8b at 20 rps'])('of "%s" is its model', (text) => {
    expect(readWords(text)).toMatchObject({ name: 'llama-3-8b' });
    expect(readWords(text).isNamed).toBeUndefined();
  });

  it.each([
    'payload 5 MB',
    'gpu 14 GB',
    'peak 50 rps, 3 MB',
    'region us-west-2, 3 MB',
    'prompts of 300 tokens. Peak 5 rps',
    '40 models, model 3 GB',
    'we gonna have 300 customers, 2 rps',
    'finished before 6am, no idea how',
    'Nobody waits for it. Purple, top, 3 MB',
    'boss asks: why 4k? Copy of email',
    'host and serve available models needed at night',
    'a model checks photos of 3 MB',
    '\u6211\u4eec\u9700\u8981\u4e00\u4e2a\u6a21\u578b, 5 rps',
    'realtime-ish, 8 MB pngs',
    'eu-west-1, 5 rps',
    'real-time 5 MB',
    'on-demand 5 MB',
    'multi-model 5 MB',
    'low-latency 5 MB',
    'ML-4412 3 MB',
    'ml-4412 3 MB',
    'mon-fri 3 MB',
    '2026-12-01 3 MB',
    '3-5 MB',
    'payload_mb=5',
    'hello',
    '\u{1F600}'.repeat(2000),
  ])('of "%s" is no word of it, so it is "workload"', (text) => {
    expect(readWords(text).name).toBe('workload');
    expect(readWords(text).isNamed).toBeUndefined();
  });

  it('has at most 80 characters, in quotes too', () => {
    expect((readWords(`"${'x'.repeat(200)}"`).name ?? '').length).toBeLessThanOrEqual(80);
  });

  it('is given to no conditions of a workload that has one', () => {
    expect(readWords('crop-disease 5 MB', {}).name).toBeUndefined();
  });
});

it('any text gives a workload that the contract accepts, whatever is typed', () => {
  const pieces = fc.constantFrom(
    ...'no,not,gpu,vpc,or,and,5 MB,1.5 GB,within,15 min,20 s,each,takes,2000/day,50 rps,batch,nightly,400 models,steady,rarely,"x",0,-5,9-17,Mon-Fri,$5,?,\n,;,.,😀,٣ GB,1e308'.split(
      ',',
    ),
  );
  const text = fc.oneof(
    fc.array(pieces, { maxLength: 15 }).map((parts) => parts.join(' ')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  fc.assert(
    fc.property(text, (typed) => {
      const { says, name = 'x' } = readWords(typed);
      expect(parseWorkload({ name, ...says })).toMatchObject({ ok: true });
    }),
    { numRuns: runs(1000) },
  );
});
