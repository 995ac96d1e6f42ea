import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { codesOf } from '../../support/reading.ts';
import { has, hasNot, itDecides, tells } from '../decisions.ts';

const why = (stated: Partial<Workload>) => explained(stated).rationale;
const texts = (stated: Partial<Workload>) => why(stated).map(({ text }) => text);

const varies = { trafficPattern: 'variable', responseTimeSeconds: 0.5 } as const;
const in5 = { responseTimeSeconds: 5 } as const;
const hangsUp = { callerTimeoutSeconds: 29, processingTimeSeconds: 40, responseTimeSeconds: 600 } as const;

// biome-ignore format: one case a line.
describe('what speaks for the choice', () => {
  itDecides([
    ['begins with what rules the most others out: 500 MB, then the queue that leaves time',
      [{ payloadSizeMB: 500, responseTimeSeconds: 900 }, { why: ['payload-fits', 'answers-within-queue', 'queue-absorbs-peaks'] }]],
    ['begins with the hosting where the workload is about it, and with the dataset where a job is chosen',
      [{ ...in5, modelCount: 300 }, { first: 'many-models-one-container' }],
      [{ containerCount: 3 }, { first: 'sequence-on-one-endpoint' }],
      [{ trafficPattern: 'dataset' }, { first: 'scores-stored-data' }]],
    ['schedules instances before busy hours that are known, and only there',
      [{ ...varies, trafficPredictable: true }, { why: has('schedule-before-peaks') }],
      [{ ...varies, busyHoursPerDay: 14 }, { why: has('schedule-before-peaks') }],
      [{ ...varies, trafficPredictable: false, busyHoursPerDay: 14 }, { why: hasNot('schedule-before-peaks') }],
      [varies, { why: hasNot('schedule-before-peaks') }]],
    ['has both figures of what decided',
      [{ payloadSizeMB: 500 }, { first: 'payload-fits', reasons: tells('payload-fits', { asked: 500, allowed: 1024 }) }],
      [{ processingTimeSeconds: 90 }, { first: 'processing-fits', reasons: tells('processing-fits', { asked: 90, allowed: 3600 }) }]],
    ['says why an answer comes from a queue where the caller hangs up first: 40 s of processing, 29 s of connection',
      [hangsUp, { says: "A request takes 40 s and the caller disconnects after 29 s, so the answer can't come on the call." }],
      [{ payloadSizeMB: 10, responseTimeSeconds: 600 }, { first: 'payload-fits', reasons: tells('payload-fits', { asked: 10 }) }]],
    ['does not call a payload that has to be tested a merit',
      [{ ...in5, payloadSizeMB: 7 }, { why: hasNot('payload-fits') }]],
    ['says that only one is left where all others are ruled out and there is little else to say',
      [{ modelCount: 300 }, { why: ['many-models-one-container', 'only-one-left'] }],
      [{ responseTimeSeconds: 0.2 }, { why: ['answers-directly', 'stays-warm'] }]],
    ['names auto scaling where the traffic is stated, or where nothing else speaks for it',
      [{ ...in5, trafficPattern: 'variable' }, { why: has('follows-traffic') }],
      [in5, { why: ['answers-directly'] }],
      [{}, { why: ['follows-traffic'] }]],
    ["says of a GPU that only an instance type with one was chosen, where none is needed",
      [{ instanceType: 'ml.g5.xlarge' },
        { reasons: tells('feature-available', { text: 'The chosen ml.g5.xlarge has a GPU; Serverless Inference has none.' }) }]],
    ['is empty where no option fits', [{ payloadSizeMB: 5000 }, { why: [] }]],
  ]);

  it('names two features where each rules out an option that the other leaves, and else one', () => {
    const features = (stated: Partial<Workload>) =>
      why({ trafficPattern: 'dataset', ...stated }).flatMap(({ code, asked }) => (code === 'feature-available' ? [asked] : []));
    expect(features({ requiresGpu: true, requiresDataCapture: true })).toEqual(['data capture']);
    expect(features({ requiresGpu: true, requiresVpc: true })).toEqual(['a GPU']);
    expect(features({ requiresStreaming: 'response', requiresGpu: true })).toEqual(['streaming']);
  });

  it('says who lacks a feature, and nothing of one that no option lacks or that the first reason makes needless', () => {
    expect(texts({ requiresStreaming: 'response', requiresGpu: true })).toContain(
      'The workload needs streaming, which only Real-time Inference offers.',
    );
    expect(texts({ requiresDataCapture: true })).toContain(
      "The workload needs data capture, which Serverless Inference and Asynchronous Inference don't support.",
    );
    expect(texts({ requiresVpc: true })).toContain("The workload needs VPC access, which Serverless Inference doesn't support.");
    expect(texts({ responseTimeSeconds: 0.2, coldStarts: 'unacceptable', requiresGpu: true })).toEqual([
      'Callers need an answer in 200 ms, so they must be answered directly.',
      'Cold starts are ruled out; these instances are always on.',
    ]);
  });

  it('names an amount once where both estimates are the same: one ml.m5.2xlarge each', () => {
    const alike = why({ processingTimeSeconds: 0.1, monthlyRequests: 50_000, modelSizeGB: 14, requiresVpc: true });
    expect(alike.find(({ code }) => code === 'estimates-are-close')?.text).toMatch(
      /^Asynchronous Inference is estimated at the same \$\d+ per month, so cost doesn't decide\.$/,
    );
  });
});

describe('the other options', () => {
  it('come in the order in which they would be taken, then those that are ruled out', () => {
    const { rejected } = explained({ trafficPattern: 'intermittent' });
    expect(rejected.map(({ option, verdict }) => `${option} ${verdict}`)).toEqual([
      'asynchronous outranked',
      'real-time outranked',
      'batch-transform ruled-out',
    ]);
  });

  it("are all four ruled out where no option fits, in the order in which they are shown, by AWS's names", () => {
    const { rejected, kind, choice } = explained({ payloadSizeMB: 2048 });
    expect({ kind, choice }).toEqual({ kind: 'nothing-fits', choice: null });
    expect(rejected.map(({ option, title }) => `${option}: ${title}`)).toEqual([
      'real-time: Real-time Inference',
      'serverless: Serverless Inference',
      'asynchronous: Asynchronous Inference',
      'batch-transform: Batch Transform',
    ]);
    expect(rejected.every(({ verdict, reasons }) => verdict === 'ruled-out' && codesOf(reasons).length > 0)).toBe(true);
  });
});
