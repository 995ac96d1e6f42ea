import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { QUEUE_RESPONSE_TIME_MIN_SECONDS } from '../facts/working-figures.ts';
import { rulesOut } from '../finding.ts';
import { scaleQueue } from '../scaling.ts';
import { type InferenceOption, judgeAnswerTime } from './inference-option.ts';

/** Requests wait in a queue, and answers are left in S3. */
export const ASYNCHRONOUS: InferenceOption = {
  id: 'asynchronous',
  title: 'Asynchronous Inference',
  source: SOURCES.asynchronous,
  hostings: ['single-model'],
  supports: {
    gpu: 'yes',
    vpc: 'yes',
    'network-isolation': 'yes',
    'data-capture': 'no',
    variants: 'no',
    marketplace: 'yes',
  },
  limits: {
    payload: QUOTAS.asynchronousPayload,
    processing: QUOTAS.asynchronousProcessing,
    // It runs on the instances of an endpoint, and so takes what they take.
    memory: QUOTAS.realTimeModelSize,
  },
  judge(needs, findings) {
    const { responseTimeSeconds, payloadSizeMB, processingTimeSeconds } = needs;
    if (responseTimeSeconds !== undefined && responseTimeSeconds < QUEUE_RESPONSE_TIME_MIN_SECONDS) {
      findings.push(rulesOut('queue-gives-no-promise', responseTimeSeconds, QUEUE_RESPONSE_TIME_MIN_SECONDS));
    }
    judgeAnswerTime(needs, findings, (asked, allowed) => rulesOut('answer-later-than-needed', asked, allowed));
    if (needs.streaming !== 'none') findings.push(rulesOut('streaming-not-supported', needs.streaming));
    if (payloadSizeMB !== undefined && payloadSizeMB > QUOTAS.asynchronousPayload.value) {
      findings.push(rulesOut('payload-over-quota', payloadSizeMB, QUOTAS.asynchronousPayload.value));
    }
    const { modelSizeGB } = needs.stated;
    if (modelSizeGB !== undefined && modelSizeGB > QUOTAS.realTimeModelSize.value) {
      findings.push(rulesOut('model-over-memory', modelSizeGB, QUOTAS.realTimeModelSize.value));
    }
    if (processingTimeSeconds !== undefined && processingTimeSeconds > QUOTAS.asynchronousProcessing.value) {
      findings.push(rulesOut('processing-over-quota', processingTimeSeconds, QUOTAS.asynchronousProcessing.value));
    }
  },
  scale: scaleQueue,
};
