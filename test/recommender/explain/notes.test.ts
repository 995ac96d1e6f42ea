import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTES, type NoteCode } from '../../../src/recommender/explain/notes.ts';
import { HOSTING_FEATURES } from '../../../src/recommender/facts/hosting-features.ts';
import { type Reason, recommend, type Workload } from '../../../src/recommender/index.ts';
import { expectGolden } from '../../support/golden.ts';
import { runs } from '../../support/lane.ts';
import { codesOf } from '../../support/reading.ts';
import { anyWorkload, sparseWorkload, workload } from '../../support/workloads.ts';
import { optionFor, told, warned } from './warnings/told.ts';

const notesOf = (stated: Partial<Workload>): Reason[] => recommend(workload(stated)).notes ?? [];
const noted = (code: NoteCode, stated: Partial<Workload>): Reason | undefined =>
  notesOf(stated).find((note) => note.code === code);

const direct = { trafficPattern: 'variable', responseTimeSeconds: 3 } as const;
const chat = {
  trafficPattern: 'steady',
  modelId: 'llama-3-8b',
  inputTokens: 4000,
  outputTokens: 300,
  peakRequestsPerSecond: 20,
} as const;
const components = {
  trafficPattern: 'variable',
  modelCount: 3,
  modelsScaleIndependently: true,
  requiresGpu: true,
  modelSizeGB: 10,
} as const;
const queued = {
  trafficPattern: 'variable',
  requiresGpu: true,
  responseTimeSeconds: 1800,
  payloadSizeMB: 0.1,
} as const;

/** A workload that is told each note. */
const EXAMPLES: Record<NoteCode, Partial<Workload>> = {
  'host-driver-older-than-cuda': { ...direct, instanceType: 'ml.g5.xlarge' },
  'cache-bounded-by-server': { ...chat, modelId: 'llama-4-scout', peakRequestsPerSecond: 5 },
  'pools-stand-in': { ...direct, instanceType: 'ml.g6e.xlarge' },
  'reserve-for-known-times': { ...direct, instanceType: 'ml.p5.48xlarge', trafficPredictable: true },
  'partition-gpus': { ...components, instanceType: 'ml.p4d.24xlarge' },
  'route-by-prefix': chat,
  'cache-component-data': components,
  'inline-body-fits': queued,
  'openai-clients-can-call': chat,
  'detailed-metrics-not-priced': { ...direct, peakRequestsPerSecond: 300, processingTimeSeconds: 0.02 },
};
const examples = Object.entries(EXAMPLES) as [NoteCode, Partial<Workload>][];

describe('every note', () => {
  it('reads as people read it', async () => {
    const lines = examples.flatMap(([code, stated]) => {
      const note = noted(code, stated);
      return [`${code}  ${JSON.stringify(stated)}`, `  ${note?.text}`, `    ${note?.source?.title}`, ''];
    });
    await expectGolden(lines.join('\n'), 'recommender/notes.txt');
  });

  it('is one sentence with a source, in a fixed order, and no warning', () => {
    const order = Object.keys(NOTES);
    fc.assert(
      fc.property(
        fc.oneof(
          anyWorkload,
          sparseWorkload,
          fc.constantFrom(...examples).map(([, stated]) => stated),
        ),
        (stated) => {
          const { notes = [], choice, warnings } = recommend(workload(stated));
          if (choice === null) expect(notes).toEqual([]);
          for (const { text, source } of notes) {
            expect(text).toMatch(/^[A-Z].*[^.]\.$/);
            expect(text).not.toMatch(/\. \S|undefined|null|NaN|Infinity|\[object| {2}/);
            expect(source?.url).toMatch(/^https:\/\//);
          }
          const places = codesOf(notes).map((code) => order.indexOf(code));
          expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
          expect(codesOf(warnings).filter((code) => order.includes(code))).toEqual([]);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('is told of nothing that is neither on an endpoint with instances nor a queue', () => {
    expect(notesOf({ trafficPattern: 'dataset', requiresGpu: true, datasetRunsPerMonth: 30 })).toEqual([]);
    const quiet = { trafficPattern: 'intermittent', processingTimeSeconds: 1, burstRequests: 50 } as const;
    expect(optionFor(quiet)).toBe('serverless');
    expect(notesOf(quiet)).toEqual([]);
  });
});

describe('the driver of a host', () => {
  const on = (instanceType: string) => noted('host-driver-older-than-cuda', { ...direct, instanceType })?.text;

  it('is 470 for CUDA 11.4 on g5, 535 for 12.2 on g6e and 550 for 12.4 on p5en, and disputed', () => {
    expect(on('ml.g5.xlarge')).toContain('(470, CUDA 11.4)');
    expect(on('ml.g6e.xlarge')).toContain('(535, CUDA 12.2)');
    expect(on('ml.p5en.48xlarge')).toContain('(550, CUDA 12.4)');
    expect(HOSTING_FEATURES.hostImage.disputed.source.url).not.toBe(HOSTING_FEATURES.hostImage.source.url);
  });

  it('is new enough on g7, g7e and p6, and of no matter without a GPU', () => {
    for (const type of ['ml.g7.2xlarge', 'ml.g7e.2xlarge', 'ml.p6-b200.48xlarge', 'ml.m5.xlarge'])
      expect(on(type)).toBeUndefined();
  });
});

describe('the cache of Llama 4', () => {
  it('is planned at 49,152 bytes a token, and at 196,608 without the hybrid cache; others have one figure', () => {
    const note = noted('cache-bounded-by-server', EXAMPLES['cache-bounded-by-server']);
    expect(note).toMatchObject({ asked: 49_152, allowed: 196_608 });
    expect(noted('cache-bounded-by-server', { ...chat, modelId: 'gemma-3-27b' })).toBeUndefined();
  });
});

describe('instance pools', () => {
  it('hold the types that carry as much as one of a G family, behind a queue as well', () => {
    const allowed = 'ml.g6e.2xlarge (up to $2.80 per hour)';
    expect(noted('pools-stand-in', EXAMPLES['pools-stand-in'])).toMatchObject({ asked: 'ml.g6e.xlarge', allowed });
    expect(optionFor(queued)).toBe('asynchronous');
    expect(noted('pools-stand-in', queued)?.allowed).toMatch(
      /^ml\.g\S+(?:, then ml\.g\S+)* \(up to \$[\d.]+ per hour\)$/,
    );
  });

  it('are not told of where AWS lists none', () => {
    expect(noted('pools-stand-in', { ...EXAMPLES['pools-stand-in'], region: 'eu-west-3' })).toBeUndefined();
  });

  it('are a warning on a P family, and nothing on a CPU or in a pipeline', () => {
    expect(noted('pools-stand-in', { ...direct, instanceType: 'ml.p5.48xlarge' })).toBeUndefined();
    expect(warned('capacity-may-lack', { ...direct, instanceType: 'ml.p5.48xlarge' })).toBeDefined();
    expect(noted('pools-stand-in', { ...direct, instanceType: 'ml.c6i.large' })).toBeUndefined();
    const chain = { containerCount: 3, containerInvocation: 'serial', instanceType: 'ml.g5.xlarge' } as const;
    expect(told(chain).chosen).toContain('inference-pipeline');
    expect(noted('pools-stand-in', chain)).toBeUndefined();
  });

  it('are left out where a warning names the second choice', () => {
    const newest = {
      trafficPattern: 'steady',
      modelId: 'llama-3-8b',
      inputTokens: 1000,
      outputTokens: 300,
      contextTokens: 8192,
      concurrentRequests: 50,
    } as const;
    expect(warned('new-instance-may-lack', newest)).toBeDefined();
    expect(noted('pools-stand-in', newest)).toBeUndefined();
  });
});

describe('a reservation', () => {
  it('is for a P family and times that are known, and stops serving when it ends', () => {
    const known = EXAMPLES['reserve-for-known-times'];
    expect(noted('reserve-for-known-times', known)?.text).toContain('stops serving when it ends');
    expect(noted('reserve-for-known-times', { ...known, trafficPredictable: false })).toBeUndefined();
    expect(noted('reserve-for-known-times', { ...known, instanceType: 'ml.g5.xlarge' })).toBeUndefined();
  });
});

describe('GPU partitions', () => {
  const onP4d = EXAMPLES['partition-gpus'];

  it("are for components that take half of a GPU's 40 GB at most, and say that the SDK 3.1142.0 lacks them", () => {
    expect(noted('partition-gpus', { ...onP4d, modelSizeGB: 20 })).toMatchObject({ asked: 20, allowed: 40 });
    expect(noted('partition-gpus', { ...onP4d, modelSizeGB: 20.1 })).toBeUndefined();
    expect(noted('partition-gpus', onP4d)?.text).toContain("CloudFormation, Terraform and AWS's SDK 3.1142.0 don't");
  });

  it('are nothing for one model, adapters, or a GPU of a G family', () => {
    expect(noted('partition-gpus', { ...onP4d, modelCount: 1 })).toBeUndefined();
    expect(noted('partition-gpus', { ...onP4d, modelAdapters: true })).toBeUndefined();
    expect(noted('partition-gpus', { ...onP4d, instanceType: 'ml.g6e.12xlarge' })).toBeUndefined();
  });
});

describe('routing by prefix', () => {
  it('is for prompts of 2,000 tokens or more on two instances or more', () => {
    expect(noted('route-by-prefix', { ...chat, inputTokens: 2000 })?.asked).toBe(2000);
    expect(noted('route-by-prefix', { ...chat, inputTokens: 1999 })).toBeUndefined();
    expect(noted('route-by-prefix', { ...chat, peakRequestsPerSecond: 0.1 })).toBeUndefined();
  });
});

describe('the data cache of components', () => {
  it('is for components that scale, and not where instances go to zero with it', () => {
    expect(noted('cache-component-data', components)).toBeDefined();
    const toZero = { ...components, requiresScaleToZero: true, coldStarts: 'minutes-acceptable' } as const;
    expect(told(toZero).chosen).toBe('real-time/inference-components/scale-to-zero');
    expect(noted('cache-component-data', toZero)).toBeUndefined();
    expect(noted('cache-component-data', direct)).toBeUndefined();
  });
});

describe('the body of an asynchronous call', () => {
  it("takes up to 128,000 bytes: 0.122 MB fit, 0.1221 MB don't", () => {
    expect(noted('inline-body-fits', { ...queued, payloadSizeMB: 0.122 })?.allowed).toBe(128_000);
    expect(noted('inline-body-fits', { ...queued, payloadSizeMB: 0.1221 })).toBeUndefined();
  });

  it('is no matter where the request is an address, or the caller waits', () => {
    expect(noted('inline-body-fits', { ...queued, payloadByReference: true })).toBeUndefined();
    expect(noted('inline-body-fits', { ...direct, payloadSizeMB: 0.1 })).toBeUndefined();
  });
});

describe('the OpenAI path', () => {
  it('is at the runtime of the Region, for a model that writes tokens', () => {
    expect(noted('openai-clients-can-call', { ...chat, region: 'eu-central-1' })?.text).toContain(
      'runtime.sagemaker.eu-central-1.amazonaws.com/endpoints/NAME/openai/v1',
    );
    expect(noted('openai-clients-can-call', { ...direct, modelId: 'bge-large-en-v1.5' })).toBeUndefined();
    expect(noted('openai-clients-can-call', { ...chat, requiresStreaming: 'bidirectional' })).toBeUndefined();
  });

  it('is nothing for a queue', () => {
    const behindQueue = { ...chat, payloadSizeMB: 500, responseTimeSeconds: 900 };
    expect(optionFor(behindQueue)).toBe('asynchronous');
    expect(noted('openai-clients-can-call', behindQueue)).toBeUndefined();
  });
});

describe('detailed metrics', () => {
  it('are told of from two instances on', () => {
    expect(noted('detailed-metrics-not-priced', { ...direct, availability: 'multi-az' })?.asked).toBe(2);
    expect(noted('detailed-metrics-not-priced', { ...direct, availability: 'single-instance' })).toBeUndefined();
  });
});
