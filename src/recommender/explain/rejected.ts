import type { Finding } from '../finding.ts';
import type { HostingPattern, Weighing } from '../hosting/hosting-pattern.ts';
import { HOSTING_PATTERNS } from '../hosting/index.ts';
import { SINGLE_MODEL } from '../hosting/single-model.ts';
import type { Judgement, Pair, Priced, Verdict } from '../judge/judgement.ts';
import type { Needs } from '../needs/needs.ts';
import type { HostingCode, OutrankedCode } from '../reasons/reason-code.ts';
import { reasonOf, reasonsOf } from '../reasons/reason-of.ts';
import type {
  HostingPatternId,
  InferenceOptionId,
  Reason,
  RejectedHosting,
  RejectedOption,
  Scaling,
} from '../recommendation.ts';
import { scaleQueue } from '../scaling.ts';

/** Every option but the choice: those that fit, best first, then those that are ruled out. */
export function rejectedOptions(judgement: Judgement): RejectedOption[] {
  const [winner, ...outranked] = judgement.ranked;
  const ruledOut = judgement.verdicts
    .filter((verdict) => verdict.best === null)
    .map((verdict) => ruledOutOption(verdict, judgement));
  if (!winner) return ruledOut;
  return [...outranked.map((loser) => outrankedOption(loser, winner, judgement)), ...ruledOut];
}

function outrankedOption(loser: Priced, winner: Priced, judgement: Judgement): RejectedOption {
  const { needs } = judgement;
  const { pair } = loser;
  const { option, hosting } = pair;
  const subject = { needs, option, hosting };
  const other = winner.pair.option;
  const reasons: Reason[] = [];
  if (pair.fit === 'doubtful' && winner.pair.fit === 'yes') {
    reasons.push(...reasonsOf(doubtsOf(loser), subject), reasonOf('certain-preferred', subject));
  } else if (!wasOvertaken(loser, judgement)) {
    reasons.push(reasonOf(outrankedBy(other.id, pair, needs), subject));
  }
  const asked = loser.monthlyUsd;
  const allowed = winner.monthlyUsd;
  if (asked !== null && allowed !== null && asked > allowed)
    reasons.push(reasonOf('costs-more', subject, { asked, allowed, other }));
  return { option: option.id, title: option.title, verdict: 'outranked', reasons, wouldFitIf: null };
}

/** It suits the traffic best and lost on its price alone. */
function wasOvertaken(loser: Priced, { economics }: Judgement): boolean {
  return economics?.kind === 'decides' && economics.other === loser.verdict;
}

function doubtsOf({ verdict, pair }: Priced): Finding[] {
  return [...verdict.findings, ...pair.findings].filter(({ effect }) => effect === 'doubtful');
}

function ruledOutOption(verdict: Verdict, judgement: Judgement): RejectedOption {
  const { option, findings, pairs } = verdict;
  const subject = { needs: judgement.needs, option, hosting: pairs[0]?.hosting ?? SINGLE_MODEL };
  const reasons = [
    ...reasonsOf(findings.filter(isRuling), subject),
    ...hostingMissing(verdict, judgement).map((hosting) => reasonOf('hosting-not-on-option', { ...subject, hosting })),
    ...pairs.flatMap((pair) => reasonsOf(pair.findings.filter(isRuling), { ...subject, hosting: pair.hosting })),
  ];
  return { option: option.id, title: option.title, verdict: 'ruled-out', reasons: distinct(reasons), wouldFitIf: null };
}

/** The patterns that the workload asks for first and that this option does not have. */
function hostingMissing({ option }: Verdict, { needs, weighings }: Judgement): HostingPattern[] {
  if (needs.arrangement === 'one') return [];
  const wanted = HOSTING_PATTERNS.filter((_, index) => {
    const weighing = weighings[index];
    return weighing?.serves && weighing.tier === 0 && weighing.preference === 0;
  });
  return wanted.filter((pattern) => !option.hostings.includes(pattern.id));
}

function isRuling({ effect }: Finding): boolean {
  return effect === 'rules-out';
}

function distinct(reasons: Reason[]): Reason[] {
  return reasons.filter((reason, index) => reasons.findIndex(({ text }) => text === reason.text) === index);
}

/** What an option that fits loses on to the one that is chosen. */
function outrankedBy(winner: InferenceOptionId, loser: Pair, needs: Needs): OutrankedCode {
  if (winner === 'batch-transform') return 'job-suits-stored-data';
  if (loser.option.id === 'asynchronous') return 'queue-slower-than-direct';
  if (loser.option.id === 'real-time') return instancesLoseOn(winner, loser.scaling, needs);
  // Serverless Inference: a job loses on nothing but a doubt, which is said in place of this.
  if (winner === 'asynchronous') return 'minutes-allow-a-queue';
  return needs.traffic === 'intermittent' ? 'cold-starts-against-performance' : 'cold-starts-in-busy-traffic';
}

/** Instances behind a queue stay on as well, unless they go to zero; that nobody knows the peaks has to be stated. */
function instancesLoseOn(winner: InferenceOptionId, scaling: Scaling, needs: Needs): OutrankedCode {
  if (scaling === 'scale-to-zero') return 'fails-while-waking';
  if (winner === 'asynchronous') return queueGoesToZero(needs) ? 'bills-while-idle' : 'capacity-for-peaks';
  const areUnknown = needs.traffic === 'variable' && needs.stated.trafficPredictable === false;
  return areUnknown ? 'capacity-for-unknown-peaks' : 'bills-while-idle';
}

const queueGoesToZero = (needs: Needs): boolean => scaleQueue(needs, 'single-model', []) === 'scale-to-zero';

/** The patterns that were in question beside the chosen one, each with why not. */
export function rejectedHostings(judgement: Judgement, choice: Pair): RejectedHosting[] {
  return HOSTING_PATTERNS.flatMap((pattern, index) => {
    const weighing = judgement.weighings[index];
    if (pattern === choice.hosting || !weighing) return [];
    const reasons = reasonsAgainst(pattern, weighing, judgement, choice);
    return reasons.length > 0 ? [{ hosting: pattern.id, title: pattern.title, reasons }] : [];
  });
}

/** None where the pattern was in no question. */
function reasonsAgainst(pattern: HostingPattern, weighing: Weighing, judgement: Judgement, choice: Pair): Reason[] {
  const subject = { needs: judgement.needs, option: choice.option, hosting: pattern };
  if (!weighing.serves) return weighing.code === null ? [] : [reasonOf(weighing.code, subject)];
  const verdict = judgement.verdicts.find(({ option }) => option === choice.option);
  const pair = verdict?.pairs.find(({ hosting }) => hosting === pattern);
  if (!pair) return [reasonOf('hosting-not-on-option', subject)];
  if (pair.findings.length > 0) {
    return reasonsOf(pair.findings, subject);
  }
  return [
    reasonOf(
      pattern.id === 'single-model' && isOne(judgement) ? 'zero-needs-components' : LESS_SUITED[pattern.id],
      subject,
    ),
  ];
}

const isOne = ({ needs }: Judgement): boolean => needs.arrangement === 'one';

/** What a pattern that would serve has against it. */
const LESS_SUITED: Record<HostingPatternId, HostingCode> = {
  'single-model': 'many-endpoints-to-run',
  'multi-model': 'models-scale-alone',
  'multi-container': 'models-scale-alone',
  'inference-pipeline': 'no-fixed-sequence',
  'inference-components': 'components-not-needed',
};
