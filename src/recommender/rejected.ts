import type { Finding } from './finding.ts';
import type { HostingPattern } from './hosting/hosting-pattern.ts';
import { HOSTING_PATTERNS } from './hosting/index.ts';
import { SINGLE_MODEL } from './hosting/single-model.ts';
import type { Judgement, Pair, Verdict } from './judge.ts';
import { outrankedBy } from './outranked.ts';
import { reasonOf, reasonsOf } from './reasons/reason-of.ts';
import type { Reason, RejectedOption } from './recommendation.ts';

/** Every option but the choice: those that fit, best first, then those that are ruled out. */
export function rejectedOptions(judgement: Judgement): RejectedOption[] {
  const [winner, ...outranked] = judgement.ranked;
  const ruledOut = judgement.verdicts.filter((verdict) => verdict.best === null);
  return [
    ...outranked.flatMap(({ best }) => (best && winner?.best ? [outrankedOption(best, winner.best, judgement)] : [])),
    ...ruledOut.map((verdict) => ruledOutOption(verdict, judgement)),
  ];
}

function outrankedOption(pair: Pair, winner: Pair, judgement: Judgement): RejectedOption {
  const { needs } = judgement;
  const { option, hosting } = pair;
  const said = { needs, option, hosting };
  const reasons =
    pair.fit === 'doubtful' && winner.fit === 'yes'
      ? [...reasonsOf(doubts(pair, judgement), said), reasonOf('certain-preferred', said)]
      : [reasonOf(outrankedBy(winner.option.id, pair, needs), said)];
  return { option: option.id, title: option.title, verdict: 'outranked', reasons, wouldFitIf: null };
}

function doubts(pair: Pair, judgement: Judgement): Finding[] {
  const ofOption = judgement.verdicts.find(({ option }) => option === pair.option)?.findings ?? [];
  return [...ofOption, ...pair.findings].filter(({ effect }) => effect === 'doubtful');
}

function ruledOutOption(verdict: Verdict, judgement: Judgement): RejectedOption {
  const { option, findings, pairs } = verdict;
  const said = { needs: judgement.needs, option, hosting: pairs[0]?.hosting ?? SINGLE_MODEL };
  const reasons = [
    ...reasonsOf(findings.filter(isRuling), said),
    ...hostingMissing(verdict, judgement).map((hosting) => reasonOf('hosting-not-on-option', { ...said, hosting })),
    ...pairs.flatMap((pair) => reasonsOf(pair.findings.filter(isRuling), { ...said, hosting: pair.hosting })),
  ];
  return { option: option.id, title: option.title, verdict: 'ruled-out', reasons: distinct(reasons), wouldFitIf: null };
}

/** The patterns that the workload asks for first and that this option does not have. */
function hostingMissing({ option }: Verdict, { weighings }: Judgement): HostingPattern[] {
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
