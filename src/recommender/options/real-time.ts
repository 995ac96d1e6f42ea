import { QUOTAS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { doubtful, type Finding, rulesOut } from '../finding.ts';
import type { Needs } from '../needs/needs.ts';
import { scaleInstances } from '../scaling.ts';
import { callerHangsUp, type InferenceOption, judgeAnswerTime } from './inference-option.ts';

/** Instances that stay on and answer while the caller waits. */
export const REAL_TIME: InferenceOption = {
  id: 'real-time',
  title: 'Real-time Inference',
  source: SOURCES.realTime,
  hostings: ['single-model', 'multi-model', 'multi-container', 'inference-pipeline', 'inference-components'],
  supports: {
    gpu: 'yes',
    vpc: 'yes',
    'network-isolation': 'yes',
    'data-capture': 'yes',
    variants: 'yes',
    marketplace: 'yes',
  },
  limits: {
    payload: QUOTAS.realTimePayload,
    processing: QUOTAS.realTimeProcessing,
    memory: QUOTAS.realTimeModelSize,
  },
  judge(needs, findings) {
    judgeAnswerTime(needs, findings, (asked, allowed) => rulesOut('answer-later-than-needed', asked, allowed));
    judgePayload(needs, findings);
    const { processingTimeSeconds } = needs;
    const processingMax = PROCESSING_MAX_SECONDS[needs.streaming];
    if (processingTimeSeconds !== undefined && processingTimeSeconds > processingMax) {
      findings.push(rulesOut('processing-over-quota', processingTimeSeconds, processingMax));
    } else if (callerHangsUp(needs)) {
      findings.push(doubtful('caller-timeout-shorter', processingTimeSeconds, needs.stated.callerTimeoutSeconds));
    }
    const { modelSizeGB } = needs.stated;
    if (modelSizeGB !== undefined && modelSizeGB > QUOTAS.realTimeModelSize.value) {
      findings.push(rulesOut('model-over-memory', modelSizeGB, QUOTAS.realTimeModelSize.value));
    }
  },
  scale: scaleInstances,
};

const PROCESSING_MAX_SECONDS = {
  none: QUOTAS.realTimeProcessing.value,
  response: QUOTAS.realTimeResponseStream.value,
  bidirectional: QUOTAS.realTimeBidirectionalStream.value,
} as const;

/** AWS's pages state two figures: up to the lower it fits, above the higher it cannot, between them it has to be tested. */
function judgePayload(needs: Needs, findings: Finding[]): void {
  const { payloadSizeMB } = needs;
  const { value: sure, disputed } = QUOTAS.realTimePayload;
  if (payloadSizeMB === undefined || payloadSizeMB <= sure) return;
  findings.push(
    payloadSizeMB > disputed.value
      ? rulesOut('payload-over-quota', payloadSizeMB, disputed.value)
      : doubtful('payload-disputed', payloadSizeMB, sure),
  );
}
