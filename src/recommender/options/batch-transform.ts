import { jobRecordsAtOnce } from '../costs/instances/job-capacity.ts';
import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { QUEUE_RESPONSE_TIME_MIN_SECONDS } from '../facts/working-figures.ts';
import { doubtful, rulesOut } from '../finding.ts';
import { judgeRhythm } from '../job-rhythm.ts';
import type { InferenceOption } from './inference-option.ts';

/** A job that scores stored data and ends. */
export const BATCH_TRANSFORM: InferenceOption = {
  id: 'batch-transform',
  title: 'Batch Transform',
  source: SOURCES.batchTransform,
  hostings: ['single-model', 'inference-pipeline'],
  supports: {
    gpu: 'yes',
    vpc: 'yes',
    'network-isolation': 'no',
    'data-capture': 'yes',
    variants: 'no',
    marketplace: 'yes',
  },
  limits: {
    payload: QUOTAS.batchRecord,
    processing: QUOTAS.batchRecordProcessing,
  },
  judge(needs, findings, book) {
    const { responseTimeSeconds, payloadSizeMB, processingTimeSeconds } = needs;
    if (!needs.isDataset) findings.push(rulesOut('requests-not-a-data-set', responseTimeSeconds));
    else if (responseTimeSeconds !== undefined && responseTimeSeconds < QUEUE_RESPONSE_TIME_MIN_SECONDS) {
      findings.push(rulesOut('caller-waits', responseTimeSeconds));
    }
    if (needs.streaming !== 'none') findings.push(rulesOut('streaming-not-supported', needs.streaming));
    if (processingTimeSeconds !== undefined && processingTimeSeconds > QUOTAS.batchRecordProcessing.value) {
      findings.push(rulesOut('processing-over-quota', processingTimeSeconds, QUOTAS.batchRecordProcessing.value));
    }
    if (!needs.isDataset) return;
    if (payloadSizeMB !== undefined && payloadSizeMB > QUOTAS.batchRecord.value) {
      findings.push(doubtful('record-over-mini-batch', payloadSizeMB, QUOTAS.batchRecord.value));
    }
    judgeRhythm(needs.stated, jobRecordsAtOnce(needs, book), findings);
  },
  scale: () => 'per-job',
};
