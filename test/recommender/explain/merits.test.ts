import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { codesOf } from '../../support/reading.ts';

const why = (stated: Partial<Workload>) => explained(stated).rationale;

describe('what speaks for the choice', () => {
  it('begins with what rules the most others out: 500 MB, then the queue that leaves time', () => {
    expect(codesOf(why({ payloadSizeMB: 500, responseTimeSeconds: 900 }))).toEqual([
      'payload-fits',
      'answers-within-queue',
      'queue-absorbs-peaks',
    ]);
  });

  it('begins with the hosting where the workload is about it', () => {
    expect(codesOf(why({ modelCount: 300, responseTimeSeconds: 5 }))[0]).toBe('many-models-one-container');
    expect(codesOf(why({ containerCount: 3 }))[0]).toBe('sequence-on-one-endpoint');
  });

  it('begins with the dataset where a job is chosen', () => {
    expect(codesOf(why({ trafficPattern: 'dataset' }))[0]).toBe('scores-stored-data');
  });

  it('schedules instances before busy hours that are known, and only there', () => {
    const varies = { trafficPattern: 'variable', responseTimeSeconds: 0.5 } as const;
    const codes = (stated: Partial<Workload>) => codesOf(why({ ...varies, ...stated }));
    expect(codes({ trafficPredictable: true })).toContain('schedule-before-peaks');
    expect(codes({ busyHoursPerDay: 14 })).toContain('schedule-before-peaks');
    expect(codes({ trafficPredictable: false, busyHoursPerDay: 14 })).not.toContain('schedule-before-peaks');
    expect(codes({})).not.toContain('schedule-before-peaks');
  });

  it('names each merit once, however many options lack it', () => {
    const codes = codesOf(why({ requiresDataCapture: true, responseTimeSeconds: 5 }));
    expect(codes.filter((code) => code === 'feature-available')).toHaveLength(1);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('names two features where each rules out an option that the other leaves', () => {
    const features = (stated: Partial<Workload>) =>
      why({ trafficPattern: 'dataset', ...stated }).flatMap(({ code, asked }) =>
        code === 'feature-available' ? [asked] : [],
      );
    expect(features({ requiresGpu: true, requiresDataCapture: true })).toEqual(['data capture']);
    expect(features({ requiresGpu: true, requiresVpc: true })).toEqual(['a GPU']);
    expect(features({ requiresStreaming: 'response', requiresGpu: true })).toEqual(['streaming']);
  });

  it('says who lacks a feature, and nothing of one that no option lacks or that the first reason makes needless', () => {
    const texts = (stated: Partial<Workload>) => why(stated).map(({ text }) => text);
    expect(texts({ requiresStreaming: 'response', requiresGpu: true })).toContain(
      'You need streaming, which only Real-time Inference offers.',
    );
    expect(texts({ requiresDataCapture: true })).toContain(
      "You need data capture, which Serverless Inference and Asynchronous Inference don't support.",
    );
    expect(texts({ requiresVpc: true })).toContain("You need VPC access, which Serverless Inference doesn't support.");
    const strict = { responseTimeSeconds: 0.2, coldStarts: 'unacceptable', requiresGpu: true } as const;
    expect(texts(strict)).toEqual([
      'You need an answer in 200 ms, so the caller must be answered directly.',
      'You ruled out cold starts; these instances are always on.',
    ]);
  });

  it("doesn't say that a GPU is needed where only an instance type with one was chosen", () => {
    const text = why({ instanceType: 'ml.g5.xlarge' }).find(({ code }) => code === 'feature-available')?.text;
    expect(text).toBe('You chose ml.g5.xlarge, which has a GPU; Serverless Inference has none.');
  });

  it('names an amount once where both estimates are the same: one ml.m5.2xlarge each', () => {
    const text = why({ processingTimeSeconds: 0.1, monthlyRequests: 50_000, modelSizeGB: 14, requiresVpc: true });
    expect(text.find(({ code }) => code === 'estimates-are-close')?.text).toMatch(
      /^Asynchronous Inference is estimated at the same \$\d+ per month, so cost doesn't decide\.$/,
    );
  });

  it('has both figures of what decided', () => {
    expect(why({ payloadSizeMB: 500 })[0]).toMatchObject({ code: 'payload-fits', asked: 500, allowed: 1024 });
    expect(why({ processingTimeSeconds: 90 })[0]).toMatchObject({ code: 'processing-fits', asked: 90, allowed: 3600 });
  });

  it('says why an answer comes from a queue where the caller hangs up first: 40 s of processing, 29 s of connection', () => {
    const stated = { callerTimeoutSeconds: 29, processingTimeSeconds: 40, responseTimeSeconds: 600 } as const;
    expect(why(stated)[0]?.text).toBe(
      "A request takes 40 s and the caller disconnects after 29 s, so the answer can't come on the call.",
    );
    expect(why({ payloadSizeMB: 10, responseTimeSeconds: 600 })[0]).toMatchObject({ code: 'payload-fits', asked: 10 });
  });

  it('does not call a payload that has to be tested a merit', () => {
    expect(codesOf(why({ payloadSizeMB: 7, responseTimeSeconds: 5 }))).not.toContain('payload-fits');
  });

  it('says that only one is left where all others are ruled out and there is little else to say', () => {
    expect(codesOf(why({ modelCount: 300 }))).toEqual(['many-models-one-container', 'only-one-left']);
    expect(codesOf(why({ responseTimeSeconds: 0.2 }))).toEqual(['answers-directly', 'stays-warm']);
    expect(codesOf(why({ responseTimeSeconds: 5 }))).not.toContain('only-one-left');
  });

  it('names auto scaling where the traffic is stated, or where nothing else speaks for it', () => {
    expect(codesOf(why({ trafficPattern: 'variable', responseTimeSeconds: 5 }))).toContain('follows-traffic');
    expect(codesOf(why({ responseTimeSeconds: 5 }))).toEqual(['answers-directly']);
    expect(codesOf(why({}))).toEqual(['follows-traffic']);
  });

  it('is empty where no option fits', () => expect(why({ payloadSizeMB: 5000 })).toEqual([]));
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

  it('are all four ruled out where no option fits, in the order in which they are shown', () => {
    const { rejected, kind, choice } = explained({ payloadSizeMB: 2048 });
    expect({ kind, choice }).toEqual({ kind: 'nothing-fits', choice: null });
    expect(rejected.map(({ option }) => option)).toEqual([
      'real-time',
      'serverless',
      'asynchronous',
      'batch-transform',
    ]);
    expect(rejected.every(({ verdict, reasons }) => verdict === 'ruled-out' && reasons.length > 0)).toBe(true);
  });

  it("carry AWS's names", () => {
    expect(explained({ payloadSizeMB: 2048 }).rejected.map(({ title }) => title)).toEqual([
      'Real-time Inference',
      'Serverless Inference',
      'Asynchronous Inference',
      'Batch Transform',
    ]);
  });

  it('are told nothing twice', () => {
    const { rejected } = explained({ modelCount: 5, requiresDataCapture: true, requiresGpu: true });
    for (const { reasons } of rejected) {
      const texts = reasons.map(({ text }) => text);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });
});
