import type { EndpointLine } from '../account/review.ts';
import { endpointWords } from '../account/write-account.ts';
import { measureIt } from '../deploy/measuring/index.ts';
import { FAILED_SHARE_MAX, formatNumber, type Measurement, type Recommendation } from '../recommender/index.ts';
import { writeShort } from '../terminal/write-recommendation.ts';
import { inCurrencyOf } from '../wording/money.ts';
import { writeMeasured } from '../wording/quantities/index.ts';
import { impasse, openPoints, splitAssumptions } from '../wording/sentences.ts';
import { writeClaim } from '../wording/size-lines.ts';
import { writeSize } from '../wording/sizes.ts';
import { clipText } from '../wording/text.ts';

// What an assistant reads beside a structured result: the answer, and what it takes for granted.

/** The text beside a structured result has at most this many characters: an assistant reads it whole. */
export const TEXT_MAX = 1500;

/** The answer in a few lines with everything that it takes for granted. */
export function shortText(recommendation: Recommendation, before: readonly string[] = []): string {
  return clipText(
    [
      ...before,
      writeShort(recommendation, 'in the result').trimEnd(),
      ...measuringLines(recommendation),
      ...assumedLines(recommendation),
    ].join('\n'),
    TEXT_MAX,
  );
}

/** The command that measures the chosen type, where that may change its size. */
function measuringLines(recommendation: Recommendation): string[] {
  const it = measureIt(recommendation);
  if (!it.ok || !it.isAdvised || it.command === null) return [];
  return [`To measure one ${it.instanceType}, then state the result as measurements: ${it.command}`];
}

/** What runs and should, what is wrong, what isn't known, and what was assumed: the weightiest first, since the end may be cut. */
export function endpointLines(line: EndpointLine): string[] {
  const { title, runs, costs, proposal, reason, saving, unknown } = endpointWords(line);
  return [
    title,
    `Runs: ${runs}`,
    `Costs: ${costs}`,
    `Proposed: ${proposal}`,
    ...(reason === null ? [] : [`Why: ${reason}`]),
    `Saving: ${saving}`,
    ...line.findings.map(({ text }) => `- ${text}`),
    ...openLines(line.recommendation),
    ...(unknown.length === 0 ? [] : [`Not known: ${unknown.join(' ')}`]),
    ...assumedLines(line.recommendation),
  ];
}

/** What decides and nobody stated: questions where too little is known, else what was assumed. */
export function openLines(recommendation: Recommendation): string[] {
  const open = openPoints(recommendation);
  return open.length === 0 ? [] : [`To confirm: ${open.join(' ')}`];
}

/** What nobody stated, apart from what the short answer lists as decisive: the first sentence of each. */
export function assumedLines(recommendation: Recommendation): string[] {
  const { open } = splitAssumptions(recommendation);
  const others = open.filter(({ decisive }) => !decisive).map(({ text }) => firstSentence(text));
  return others.length === 0 ? [] : [`Not given: ${others.join(' ')}`];
}

const firstSentence = (text: string): string =>
  (/^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text).replace(': not given; ', ': ');

/** "Real-time Inference (firm) · 2 × ml.m5.large, auto scaling · $239 per month · from your 20 ms" */
export function briefly(recommendation: Recommendation): string {
  const { choice } = recommendation;
  if (choice === null) return `no option fits. ${impasse(recommendation)}`;
  return `${writeClaim(choice)} · ${inCurrencyOf(recommendation, () => writeSize(recommendation))}`;
}

/** "GuideLLM on ml.g6e.xlarge (2026-11-20): 8 in progress, 4 requests per second, 512 tokens per second; 16 in progress …" */
export function measuredWords(measurement: Measurement): string {
  const levels = measurement.points.map(({ concurrency, requestsPerSecond, outputTokensPerSecond, failedShare }) =>
    [
      ...(concurrency === null ? [] : [`${short(concurrency)} in progress`]),
      `${short(requestsPerSecond)} requests per second`,
      ...(outputTokensPerSecond === null ? [] : [`${short(outputTokensPerSecond)} tokens per second`]),
      ...(failedShare !== null && failedShare > FAILED_SHARE_MAX ? [`${short(failedShare * 100)}% failed`] : []),
    ].join(', '),
  );
  return `${writeMeasured(measurement)}: ${levels.join('; ')}`;
}

const short = (value: number): string => formatNumber(Number(value.toPrecision(3)));
