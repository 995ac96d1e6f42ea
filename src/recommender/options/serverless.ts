import { QUOTAS, SERVERLESS_REGIONS } from '../facts/quotas.ts';
import { SOURCES } from '../facts/sources.ts';
import { doubtful, type Finding, type Obstacle, rulesOut } from '../finding.ts';
import type { Needs } from '../needs/needs.ts';
import { canBeKeptWarm, scaleServerless } from '../scaling.ts';
import { callerHangsUp, type InferenceOption, judgeAnswerTime } from './inference-option.ts';

/** Capacity that comes with the request and is paid by its duration. */
export const SERVERLESS: InferenceOption = {
  id: 'serverless',
  title: 'Serverless Inference',
  source: SOURCES.serverless,
  hostings: ['single-model'],
  supports: {
    gpu: 'no',
    vpc: 'no',
    'network-isolation': 'no',
    'data-capture': 'no',
    variants: 'no',
    marketplace: 'no',
  },
  limits: {
    payload: QUOTAS.serverlessPayload,
    processing: QUOTAS.serverlessProcessing,
    memory: QUOTAS.serverlessMemory,
    image: QUOTAS.serverlessImage,
    concurrency: QUOTAS.serverlessConcurrency,
  },
  judge(needs, findings) {
    judgeColdStarts(needs, findings);
    judgeAnswerTime(needs, findings, (asked, allowed) => rulesOut('answer-later-than-needed', asked, allowed));
    if (needs.streaming !== 'none') findings.push(rulesOut('streaming-not-supported', needs.streaming));
    over('payload-over-quota', needs.payloadSizeMB, QUOTAS.serverlessPayload.value, findings);
    over('processing-over-quota', needs.processingTimeSeconds, QUOTAS.serverlessProcessing.value, findings);
    over('model-over-memory', needs.stated.modelSizeGB, QUOTAS.serverlessMemory.value, findings);
    over('image-over-quota', needs.stated.containerImageSizeGB, QUOTAS.serverlessImage.value, findings);
    over('concurrency-over-quota', needs.concurrency, QUOTAS.serverlessConcurrency.value, findings);
    if (!SERVERLESS_REGIONS.has(needs.region)) findings.push(rulesOut('region-not-listed', needs.region));
    if (callerHangsUp(needs)) {
      findings.push(doubtful('caller-timeout-shorter', needs.processingTimeSeconds, needs.stated.callerTimeoutSeconds));
    }
  },
  scale: scaleServerless,
};

function over(code: Obstacle['code'], asked: number | undefined, allowed: number, findings: Finding[]): void {
  if (asked !== undefined && asked > allowed) findings.push(rulesOut(code, asked, allowed));
}

/** Only capacity that is kept warm for hours that are known beforehand answers without a cold start. */
function judgeColdStarts(needs: Needs, findings: Finding[]): void {
  if (needs.isDataset || needs.coldStarts !== 'unacceptable' || canBeKeptWarm(needs)) return;
  const couldBe = needs.traffic === 'intermittent' && needs.stated.trafficPredictable === undefined;
  findings.push(rulesOut(couldBe ? 'busy-times-not-known' : 'cold-starts-not-accepted', needs.responseTimeSeconds));
}
