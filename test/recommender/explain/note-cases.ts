// biome-ignore-all format: one workload a line.
import { expect } from 'vitest';
import type { NoteCode } from '../../../src/recommender/explain/notes.ts';
import type { Workload } from '../../../src/recommender/index.ts';
import type { Boundary } from './boundaries.ts';

export const direct = { trafficPattern: 'variable', responseTimeSeconds: 3 } as const;
export const chat = { trafficPattern: 'steady', modelId: 'llama-3-8b', inputTokens: 4000, outputTokens: 300, peakRequestsPerSecond: 20 } as const;
const components = { trafficPattern: 'variable', modelCount: 3, modelsScaleIndependently: true, requiresGpu: true, modelSizeGB: 10 } as const;
const queued = { trafficPattern: 'variable', requiresGpu: true, responseTimeSeconds: 1800, payloadSizeMB: 0.1 } as const;
const onP4d = { ...components, instanceType: 'ml.p4d.24xlarge' } as const;

/** A workload that is told each note. */
export const EXAMPLES: Record<NoteCode, Partial<Workload>> = {
  'host-driver-older-than-cuda': { ...direct, instanceType: 'ml.g5.xlarge' },
  'cache-bounded-by-server': { ...chat, modelId: 'llama-4-scout', peakRequestsPerSecond: 5 },
  'pools-stand-in': { ...direct, instanceType: 'ml.g6e.xlarge' },
  'reserve-for-known-times': { ...direct, instanceType: 'ml.p5.48xlarge', trafficPredictable: true },
  'partition-gpus': onP4d,
  'route-by-prefix': chat,
  'cache-component-data': components,
  'inline-body-fits': queued,
  'openai-clients-can-call': chat,
  'detailed-metrics-not-priced': { ...direct, peakRequestsPerSecond: 300, processingTimeSeconds: 0.02 },
  'zero-outside-busy-hours': { ...chat, trafficPattern: 'intermittent', busyHoursPerDay: 9, busyDaysPerWeek: 5, busyFrom: '09:00', coldStarts: 'unacceptable' },
  'inference-router': { ...direct, otherRegions: ['eu-west-1'] },
  'deploy-each-region': { ...direct, availability: 'multi-region' },
  'speculative-decoding': chat,
};

export const BOUNDARIES: readonly Boundary<NoteCode>[] = [
  ['a g5 has driver 470', 'host-driver-older-than-cuda', { ...direct, instanceType: 'ml.g5.xlarge' }, { text: /\(470, CUDA 11\.4\)/ },
    { instanceType: 'ml.g7.2xlarge' }, { instanceType: 'ml.g7e.2xlarge' }, { instanceType: 'ml.p6-b200.48xlarge' }, { instanceType: 'ml.m5.xlarge' }],
  ['a g6e has driver 535', 'host-driver-older-than-cuda', { ...direct, instanceType: 'ml.g6e.xlarge' }, { text: /\(535, CUDA 12\.2\)/ }],
  ['a p5en has driver 550', 'host-driver-older-than-cuda', { ...direct, instanceType: 'ml.p5en.48xlarge' }, { text: /\(550, CUDA 12\.4\)/ }],
  ['the cache of Llama 4 takes 49,152 bytes a token, and 196,608 without the hybrid cache', 'cache-bounded-by-server', EXAMPLES['cache-bounded-by-server'],
    { asked: 49_152, allowed: 196_608 }, { modelId: 'gemma-3-27b', peakRequestsPerSecond: 20 }],
  ['pools hold types that carry as much as one of a G family', 'pools-stand-in', EXAMPLES['pools-stand-in'], { asked: 'ml.g6e.xlarge', allowed: 'ml.g6e.2xlarge (up to $2.80 per hour)' },
    { region: 'eu-west-3' }, { instanceType: 'ml.p5.48xlarge' }, { instanceType: 'ml.c6i.large' },
    [{ containerCount: 3, containerInvocation: 'serial', instanceType: 'ml.g5.xlarge' }, 'real-time/inference-pipeline']],
  ['pools stand behind a queue as well', 'pools-stand-in', queued, { allowed: expect.stringMatching(/^ml\.g\S+(?:, then ml\.g\S+)* \(up to \$[\d.]+ per hour\)$/), chosen: 'asynchronous' }],
  ['a reservation is for a P family and known times, and ends', 'reserve-for-known-times', EXAMPLES['reserve-for-known-times'], { text: /stops serving when it ends/ },
    { trafficPredictable: false }, { instanceType: 'ml.g5.xlarge' }],
  ["partitions take half of a GPU's 40 GB", 'partition-gpus', { ...onP4d, modelSizeGB: 20 }, { asked: 20, allowed: 40, text: /CloudFormation, Terraform and AWS's SDK 3\.1142\.0 don't/ },
    { modelSizeGB: 20.1 }, { modelCount: 1 }, { modelAdapters: true }, { instanceType: 'ml.g6e.12xlarge' }],
  ['routing by prefix is for 2,000 tokens on two instances', 'route-by-prefix', { ...chat, inputTokens: 2000 }, { asked: 2000 }, { inputTokens: 1999 }, { peakRequestsPerSecond: 0.1 }],
  ['the data cache is for components that scale, and not to zero', 'cache-component-data', components, {},
    [{ requiresScaleToZero: true, coldStarts: 'minutes-acceptable' }, 'real-time/inference-components/scale-to-zero'], { modelCount: undefined, modelsScaleIndependently: undefined }],
  ['the body of an asynchronous call takes 128,000 bytes', 'inline-body-fits', { ...queued, payloadSizeMB: 0.122 }, { allowed: 128_000 },
    { payloadSizeMB: 0.1221 }, { payloadByReference: true }, { responseTimeSeconds: 3, requiresGpu: undefined }],
  ['the OpenAI path is at the runtime of the Region', 'openai-clients-can-call', { ...chat, region: 'eu-central-1' }, { text: /runtime\.sagemaker\.eu-central-1\.amazonaws\.com\/endpoints\/NAME\/openai\/v1/ },
    { modelId: 'bge-large-en-v1.5', outputTokens: undefined }, { requiresStreaming: 'bidirectional' }, [{ payloadSizeMB: 500, responseTimeSeconds: 900 }, 'asynchronous']],
  ['detailed metrics are of two instances', 'detailed-metrics-not-priced', { ...direct, availability: 'multi-az' }, { asked: 2 }, { availability: 'single-instance' }],
  ['a schedule is told with the bill that it saves', 'zero-outside-busy-hours', EXAMPLES['zero-outside-busy-hours'], { text: /per month, against \$/ },
    { busyFrom: undefined }, { trafficPredictable: false }, { costPriority: 'performance' }, { busyHoursPerDay: 24, busyDaysPerWeek: 7 }],
  ['the router serves where nothing breaks its limits', 'inference-router', EXAMPLES['inference-router'], { text: /6 MB per request, 60 s per attempt/ },
    { otherRegions: undefined }, { requiresStreaming: 'response' }, { payloadSizeMB: 6.1 }, { trafficPattern: 'dataset', responseTimeSeconds: undefined }],
  ['the router has a call for queues', 'inference-router', { ...queued, payloadSizeMB: 500, otherRegions: ['eu-west-1'] }, { text: /InvokeInferenceRouterAsync/ }],
  ['a job needs no router', 'deploy-each-region', { trafficPattern: 'dataset', otherRegions: ['eu-west-1'] }, { text: /run the job in eu-west-1/ }, { otherRegions: undefined }],
  ['EAGLE is for models that write tokens', 'speculative-decoding', chat, {}, { modelId: 'whisper-large-v3' }],
];
