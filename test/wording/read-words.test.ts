import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWorkload, type Workload, type WorkloadField } from '../../src/recommender/index.ts';
import { readTyped, readWords } from '../../src/wording/read-words.ts';
import { runs } from '../support/lane.ts';

const read = (text: string) => readWords(text).says;

describe('a pasted key that other tools have for the model', () => {
  it.each(['model', 'model_name'])('%s is answered with modelId, also where its value is no known model', (key) => {
    const { says, notUsed } = readTyped(JSON.stringify({ payloadSizeMB: 3, [key]: 'x' }));
    expect(says).toEqual({ payloadSizeMB: 3 });
    expect(notUsed).toEqual([`${key}: x (did you mean modelId?)`]);
  });
});

describe('a fraction of one sign', () => {
  it.each([
    ['within \u00bd s', { responseTimeSeconds: 0.5 }],
    ['model size \u00be GB', { modelSizeGB: 0.75 }],
  ])('is a number: %s', (words, says) => expect(readWords(words).says).toEqual(says));
});

describe('zones', () => {
  it.each(['availability across no fewer than two zones', 'spread across 3 AZs', 'no fewer than 2 zones'])(
    'more than one are asked for by %j',
    (words) => expect(readWords(words).says).toEqual({ availability: 'multi-az' }),
  );
});

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
    ['timeout 29 s', { callerTimeoutSeconds: 29 }],
    ['3 containers in series', { containerCount: 3, containerInvocation: 'serial' }],
    ['5 containers, the caller picks one', { containerCount: 5, containerInvocation: 'direct' }],
    ['50 rps, bursts of 200', { peakRequestsPerSecond: 50, burstRequests: 200 }],
    ['eu-west-1, ml.g5.xlarge', { region: 'eu-west-1', instanceType: 'ml.g5.xlarge', requiresGpu: true }],
    ['$500/month', { monthlyBudgetUsd: 500 }],
    ['budget 500 usd', { monthlyBudgetUsd: 500 }],
    ['no cold starts', { coldStarts: 'unacceptable' }],
    ['cold starts ok', { coldStarts: 'acceptable' }],
    ['cold starts of minutes ok', { coldStarts: 'minutes-acceptable' }],
    ['vpc, scale to zero, model monitor', { requiresVpc: true, requiresScaleToZero: true, requiresDataCapture: true }],
    ['a/b tests, marketplace model', { requiresMultipleVariants: true, requiresMarketplaceModel: true }],
    ['network isolation, multi-az', { requiresNetworkIsolation: true, availability: 'multi-az' }],
    ['streaming', { requiresStreaming: 'response' }],
    ['bidirectional streaming', { requiresStreaming: 'bidirectional' }],
    ['cheapest', { costPriority: 'lowest-cost' }],
    ['performance first', { costPriority: 'performance' }],
    ['steady', { trafficPattern: 'steady' }],
    ['round the clock', { trafficPattern: 'steady' }],
    ['24/7', { trafficPattern: 'steady' }],
    ['bursty', { trafficPattern: 'variable' }],
    ['up and down', { trafficPattern: 'variable' }],
    ['unpredictable bursts', { trafficPattern: 'variable', trafficPredictable: false }],
    ['long gaps', { trafficPattern: 'intermittent' }],
    [
      'Mon–Fri 8–18',
      {
        busyHoursPerDay: 10,
        busyFrom: '08:00',
        busyDaysPerWeek: 5,
        trafficPredictable: true,
      },
    ],
    ['nightly batch', { trafficPattern: 'dataset', datasetRunsPerMonth: 30 }],
    ['500 GB nightly', { trafficPattern: 'dataset', datasetSizeGB: 500, datasetRunsPerMonth: 30 }],
    ['500 GB, batch, weekly', { trafficPattern: 'dataset', datasetSizeGB: 500, datasetRunsPerMonth: 4.33 }],
    ['stored data, 40 GB, within 6 h', { trafficPattern: 'dataset', datasetSizeGB: 40, datasetDeadlineHours: 6 }],
    ['batch, 2 million records', { trafficPattern: 'dataset', datasetRecordsPerRun: 2_000_000 }],
  ])('understands "%s"', (text, workload) => {
    expect(read(text)).toEqual(workload);
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
    ['no model monitor', { requiresDataCapture: false }],
  ])('"%s" says no', (text, workload) => {
    expect(read(text)).toEqual(workload);
  });

  it.each([
    ...'not steady|not bursty|no long gaps|not sure if we need gpu|gpu?|vpc optional'.split('|'),
    ...'maybe gpu|instead of 500 MB|not 500 MB|not without gpu|cold start 10 s|5 MB/s'.split('|'),
    ...'unsteady|batch size 32'.split('|'),
  ])('"%s" states nothing', (text) => {
    expect(read(text)).toEqual({});
  });

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

describe('what no workload can have', () => {
  it('is asked about: 25 hours a day', () => {
    const { says, unclear } = readWords('25 hours a day');
    expect(says).toEqual({});
    expect(unclear).toEqual([{ field: 'busyHoursPerDay', words: '25 hours a day' }]);
  });
});

describe('a model whose size is said with its family', () => {
  it.each<[string, Partial<Workload>]>([
    ['llama 70b, 3 rps', { modelParametersBillion: 70 }],
    ['qwen2 72b, 3 rps', { modelParametersBillion: 72 }],
    ['qwen 72b, 3 rps', { modelId: 'qwen2.5-72b', modelParametersBillion: 72 }],
    ['34B codellama, 3 rps', { modelId: 'codellama-34b', modelParametersBillion: 34 }],
    ['starcoder 15B int8, 3 rps', { modelId: 'starcoder-15b', modelParametersBillion: 15, modelPrecisionBits: 8 }],
  ])('keeps it, and is named only where one model has it: %s', (text, says) => {
    expect(read(text)).toEqual({ ...says, peakRequestsPerSecond: 3 });
  });

  it.each([
    ['15k a month, but 80% in Q4', undefined],
    ['a mistral-7b, Q4_K_M', 4],
    ['weights as q8 gguf', 8],
  ])('has the bits of a quantization, and none of a quarter of the year: %s', (text, bits) => {
    expect(read(text).modelPrecisionBits).toBe(bits);
  });
});

describe('numbers of tokens without the word', () => {
  it('are read from "in" and "out": 500 and 300', () => {
    expect(read('20 rps, 500 in 300 out')).toEqual({ peakRequestsPerSecond: 20, inputTokens: 500, outputTokens: 300 });
    expect(read('200 rps 256 tokens per request')).toEqual({ peakRequestsPerSecond: 200, inputTokens: 256 });
  });
});

describe('a question about a price', () => {
  it('states what it names', () => {
    expect(read('How much is one ml.g5.2xlarge in Ireland for a 13B llama?')).toEqual({
      instanceType: 'ml.g5.2xlarge',
      requiresGpu: true,
      region: 'eu-west-1',
      modelId: 'llama-2-13b',
      modelParametersBillion: 13,
    });
    expect(read('is ml.m5.large enough?')).toEqual({});
  });
});

describe('cold starts', () => {
  it.each([
    'no cold starts allowed',
    'cold starts not allowed',
    'cold starts are not acceptable',
    'cold starts a no go',
    'startup 90 s, which is not acceptable after idle',
  ])('are ruled out: %s', (text) => {
    expect(read(text).coldStarts).toBe('unacceptable');
  });
});

describe('a correction', () => {
  it.each<[string, Partial<Workload>]>([
    ['2 rps\u2026 correction: 2 rpm', { monthlyRequests: 87_600 }],
    ['peak 40 rps, sorry, 40 rpm', { peakRequestsPerSecond: 0.666666666666667 }],
    ['payload 2 MB, no, 20 MB', { payloadSizeMB: 20 }],
    ['2 rps rather than 5 rps', { peakRequestsPerSecond: 2 }],
    ['payload 3 MB, sorry, 4 MB. 20 rps, I mean 40 rps', { payloadSizeMB: 4, monthlyRequests: 105_120_000 }],
  ])('replaces what was said before it: %s', (text, says) => {
    expect(read(text)).toEqual(says);
  });
});

describe('one of two amounts', () => {
  it.each<[string, WorkloadField]>([
    ['300 + 200 rps', 'peakRequestsPerSecond'],
    ['10 or 20 requests per second', 'peakRequestsPerSecond'],
    ['20 rps or maybe 50', 'peakRequestsPerSecond'],
    ['payload either 2 or 5 GB', 'payloadSizeMB'],
    ['either 2 or 5 GB', 'modelSizeGB'],
    ['latency 100 or 200 ms', 'responseTimeSeconds'],
  ])('is asked: %s', (text, field) => {
    const { says, unclear } = readWords(text);
    expect(says).toEqual({});
    expect(unclear.map((one) => one.field)).toContain(field);
  });

  it('is the larger of two that lie close: 3 or 4', () => {
    expect(read('3 or 4 rps')).toEqual({ peakRequestsPerSecond: 4 });
  });
});

describe('a volume that leaves an endpoint idle', () => {
  it('has no traffic pattern, which is inferred from so little', () => {
    expect(read('30 requests a day, mostly in the morning')).toEqual({ monthlyRequests: 900 });
    expect(read('30 requests a minute, mostly in the morning').trafficPattern).toBeUndefined();
  });
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
        const { says, name = 'x' } = readWords(typed);
        expect(parseWorkload({ name, ...says })).toMatchObject({ ok: true });
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

describe('a size with a comma behind it', () => {
  it.each(['3 MB, spot instances', '3 MB, gpu instances', '5 images per minute, users wait, 3 MB, spot instances'])(
    'is no part of what follows: "%s" is a payload of 3 MB',
    (words) => {
      expect(read(words)).toMatchObject({ payloadSizeMB: 3 });
    },
  );

  it.each(['a card with 24 GB', '16 GB of ram', '24 GB card'])(
    'keeps what is no comma: "%s" is no payload',
    (words) => {
      expect(read(words).payloadSizeMB).toBeUndefined();
    },
  );
});

describe('two sizes of one thing', () => {
  it.each([
    'scans are 6 MB typically, 28 MB at the most',
    'payload 6 MB typical, 28 MB max',
    'images are 6 MB, up to 28 MB',
    'images average 6 MB, at worst 28 MB',
  ])('are the usual and the largest: "%s" is a payload of 28 MB', (words) => {
    expect(read(words)).toMatchObject({ payloadSizeMB: 28 });
  });

  it.each(['payload 6 MB, the model at most 28 MB', 'requests 6 MB, model 28 MB at most'])(
    'stay two where each has its own noun: "%s"',
    (words) => {
      expect(read(words)).toMatchObject({ payloadSizeMB: 6, modelSizeGB: 28 / 1024 });
    },
  );
});

describe('hours in which nothing comes', () => {
  it.each([
    ['silent from 20:00 to 06:00', 14],
    ['nobody calls from 22:00 to 06:00', 16],
    ['dead outside 9:00-17:00', 8],
  ])('leave the others: "%s" has %i busy hours', (words, hours) => {
    expect(read(words)).toMatchObject({ busyHoursPerDay: hours });
  });
});
