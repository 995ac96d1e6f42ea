import type { Priced } from './economics.ts';
import type { Finding } from './finding.ts';
import type { HostingPattern } from './hosting/hosting-pattern.ts';
import { HOSTING_PATTERNS } from './hosting/index.ts';
import { SINGLE_MODEL } from './hosting/single-model.ts';
import type { Judgement, Verdict } from './judge.ts';
import { outrankedBy } from './outranked.ts';
import { reasonOf, reasonsOf } from './reasons/reason-of.ts';
import type { Reason, RejectedOption } from './recommendation.ts';

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
