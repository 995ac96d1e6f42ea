import type { EndpointLine } from '../account/review.ts';
import { endpointWords } from '../account/write-account.ts';
import { measureIt } from '../deploy/measuring/index.ts';
import {
  asksForFacts,
  FAILED_SHARE_MAX,
  formatNumber,
  labelOf,
  type Measurement,
  type Recommendation,
} from '../recommender/index.ts';
import { answerLine } from '../wording/answer-line.ts';
import { policyWords } from '../wording/differences.ts';
import { type Part, part } from '../wording/parts.ts';
import { writeMeasured } from '../wording/quantities/index.ts';
import { impasse, joinClauses, openPoints } from '../wording/sentences.ts';
import { questionsPart, titleOf } from '../wording/short-parts.ts';
import { wholeParts } from '../wording/whole-parts.ts';

// What an assistant reads of several tools.

/** What runs, what is wrong and what isn't known, and what it should be; or what is missing to say that. */
export function endpointParts(line: EndpointLine): Part[] {
  const { title, runs, costs, proposal, reason, saving, unknown } = endpointWords(line);
  const { recommendation } = line;
  const isOpen = asksForFacts(recommendation);
  const head = [title, `Runs: ${runs}`, `Costs: ${costs}`];
  const proposed = [`Proposed: ${proposal}`, ...(reason === null ? [] : [`Why: ${reason}`]), `Saving: ${saving}`];
  return [
    part(null, [...head, ...(isOpen ? [`Proposed: nothing yet. Missing: ${missingIn(recommendation)}.`] : proposed)]),
    { title: 'Wrong with it', lines: line.findings },
    part('Not known', unknown),
    ...(isOpen
      ? [questionsPart(recommendation)]
      : [part(null, ['What it should be:']), ...recommendationParts(recommendation)]),
  ];
}

/**
 * A recommendation in parts, what matters most first. `heard`: what was read of the person's words. `asked`: what was asked for
 * beside it.
 */
export function recommendationParts(
  recommendation: Recommendation,
  heard: readonly string[] = [],
  asked: readonly Part[] = [],
): Part[] {
  const [head = part(null, []), ...others] = wholeParts(recommendation);
  const measuring = part('Measure', measuringLines(recommendation), { of: 'command' });
  return [part(null, [...heard, titleOf(recommendation)]), head, ...asked, ...others, measuring];
}

/** The command that measures the chosen type, where that may change its size. */
function measuringLines(recommendation: Recommendation): string[] {
  const it = measureIt(recommendation);
  if (!it.ok || !it.isAdvised || it.command === null) return [];
  return [`One ${it.instanceType}, then state the result as measurements: ${it.command}`];
}

const missingIn = ({ questions = [] }: Recommendation): string =>
  joinClauses(
    questions.map(({ field }) => labelOf(field)),
    'and',
  );

/** What an answer rests on that nobody stated, in sentences. */
interface Grounds {
  /** What the team's policy decided and assumed. */
  policy: string[];
  /** What decides and nobody stated: questions where too little is known, else what was assumed. */
  open: string[];
  /** What else was assumed: the first sentence of each. */
  assumptions: string[];
}

export function groundsOf(recommendation: Recommendation): Grounds {
  const open = openPoints(recommendation);
  const others = recommendation.assumptions.filter(({ text }) => !open.includes(text));
  return { policy: policyWords(recommendation), open, assumptions: others.map(({ text }) => firstSentence(text)) };
}

/** The same in parts of an answer. */
export const groundParts = ({ policy, open, assumptions }: Grounds): Part[] => [
  part('Policy', policy),
  part('To confirm', open),
  part('Assumed', assumptions),
];

const firstSentence = (text: string): string =>
  (/^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text).replace(': not given; ', ': ');

/** "Real-time Inference (firm): 2 × ml.m5.large, auto scaling · $239 per month · from the stated 20 ms" */
export function briefly(recommendation: Recommendation): string {
  const { choice } = recommendation;
  if (choice === null) return `no option fits. ${impasse(recommendation)}`;
  return answerLine(recommendation);
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
