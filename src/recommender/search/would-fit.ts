import { type Finding, fixesOf, type Obstacle } from '../findings/index.ts';
import { HOSTING_PATTERNS } from '../hosting/index.ts';
import type { Judgement, Verdict } from '../judge/judgement.ts';
import type { InferenceOptionId, RejectedOption } from '../recommendation.ts';
import { listOf } from '../workload/measures.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';
import { changeClause, clauseFor, extentOf } from './change-words.ts';
import { indexOf, type Kernel, optionOf, outcomeOf, type Sample } from './outcome.ts';
import type { Surveyed, SurveyedNumber } from './survey.ts';
import { type Holds, nearestTurn, type Turn, type Turns } from './turn.ts';

/**
 * The smallest change after which a ruled-out option fits, or an outranked one wins: one field where one is enough, else
 * two, else as few as were found; a fit without conditions before one that has to be tested. What is returned was tried on
 * the kernel.
 */
export function wouldFitIf(
  option: InferenceOptionId,
  verdict: RejectedOption['verdict'],
  surveyed: readonly Surveyed[],
  base: Judgement,
  kernel: Kernel,
  turns: Turns,
): RejectedOption['wouldFitIf'] {
  const goals = goalsOf(option, verdict);
  for (const holds of goals) {
    const change = smallestChange(option, surveyed, holds, base, turns);
    if (!change) continue;
    const { field, value, turn } = change;
    const extent = turn && extentOf(turn);
    const clause = extent ? clauseFor(field, value, extent) : changeClause(field, value, base.needs.stated[field]);
    return { text: sentence([clause], verdict), changes: { [field]: value } };
  }
  for (const find of [twoChanges, severalChanges]) {
    for (const holds of goals) {
      const changes = find({ option, verdict, holds, base, kernel });
      if (!changes) continue;
      const clauses = (Object.entries(changes) as [WorkloadField, unknown][])
        .filter(([field]) => !(field === 'modelAdapters' && changes.modelCount === 1))
        .map(([field, value]) => changeClause(field, value, base.needs.stated[field]));
      return { text: sentence(clauses, verdict), changes };
    }
  }
  return null;
}

/** What a change is to reach, the better first. */
function goalsOf(option: InferenceOptionId, verdict: RejectedOption['verdict']): Holds[] {
  if (verdict === 'outranked') return [(outcome) => optionOf(outcome) === option];
  const index = indexOf(option);
  return [({ bests }) => bests[index]?.fit === 'yes', ({ bests }) => Boolean(bests[index])];
}

/** "Fits if the payload is at most 6 MB and a request takes at most 60 s." */
const sentence = (clauses: string[], verdict: RejectedOption['verdict']): string =>
  `${verdict === 'outranked' ? 'Chosen' : 'Fits'} if ${listOf(clauses)}.`;

/** One field, changed alone. */
interface Change {
  readonly field: WorkloadField;
  readonly value: Sample['value'];
  readonly turn?: Turn;
}

/**
 * The smallest single change that reaches what is sought: the stated number that moves the least; else what is not stated
 * and what is no number, in the order of the form; a must-have that is given up after those; and last whether there are
 * requests or stored data, since that makes another task of it.
 */
function smallestChange(
  option: InferenceOptionId,
  surveyed: readonly Surveyed[],
  holds: Holds,
  base: Judgement,
  turns: Turns,
): Change | undefined {
  return smallestNumber(surveyed, holds, base, turns) ?? firstOfOthers(option, surveyed, holds, base, turns);
}

function smallestNumber(
  surveyed: readonly Surveyed[],
  holds: Holds,
  base: Judgement,
  turns: Turns,
): Change | undefined {
  let smallest: Change | undefined;
  let least = Infinity;
  for (const entry of surveyed) {
    const { field } = entry.dimension;
    if (!isNumber(entry) || base.needs.stated[field] === undefined) continue;
    const found = nearestTurn(entry, turns, holds, holds, least);
    if (!found) continue;
    least = found.ratio;
    smallest = { field, value: found.turn.at.value, turn: found.turn };
  }
  return smallest;
}

function firstOfOthers(
  option: InferenceOptionId,
  surveyed: readonly Surveyed[],
  holds: Holds,
  base: Judgement,
  turns: Turns,
): Change | undefined {
  const found: [Change?, Change?, Change?] = [];
  for (const entry of surveyed) {
    const change = found[0] ? undefined : otherChange(entry, holds, base, turns);
    if (change) found[easeOf(change, option, base)] ??= change;
  }
  return found[0] ?? found[1] ?? found[2];
}

function otherChange(entry: Surveyed, holds: Holds, { needs }: Judgement, turns: Turns): Change | undefined {
  const { field } = entry.dimension;
  if (!isNumber(entry)) {
    const sample = entry.walks.flat().find(({ outcome }) => holds(outcome));
    return sample && { field, value: sample.value };
  }
  if (needs.stated[field] !== undefined) return undefined;
  const found = nearestTurn(entry, turns, holds);
  return found && { field, value: found.turn.at.value, turn: found.turn };
}

const isNumber = (entry: Surveyed): entry is SurveyedNumber => entry.dimension.kind === 'number';

/** How a change is taken: lightly, as giving up what was asked for, or as another task. */
function easeOf({ field, value }: Change, option: InferenceOptionId, { needs }: Judgement): 0 | 1 | 2 {
  if (field === 'trafficPattern') {
    return option !== 'batch-transform' && (needs.isDataset || value === 'dataset') ? 2 : 0;
  }
  return isAskedFor(field, needs.stated[field]) ? 1 : 0;
}

function isAskedFor(field: WorkloadField, stated: unknown): boolean {
  if (field === 'coldStarts') return stated === 'unacceptable';
  return /^requires|^models/.test(field) && stated !== undefined && stated !== false && stated !== 'none';
}

type Changes = Partial<Workload>;

/** What changes are to reach, and for which option. */
interface Sought {
  readonly option: InferenceOptionId;
  readonly verdict: RejectedOption['verdict'];
  readonly holds: Holds;
  readonly base: Judgement;
  readonly kernel: Kernel;
}

/** Fixes of the first and of the second finding that are tried together. */
const TRIED_EACH = 8;

/** Two changes that are enough: a fix of the workload as it is, and one of what is then still in the way. */
function twoChanges({ option, verdict, holds, base, kernel }: Sought): Changes | null {
  const { stated } = base.needs;
  const direct = fixesFor(option, verdict, base).filter(isOne).slice(0, TRIED_EACH);
  for (const first of direct) {
    const fixed = kernel({ ...stated, ...first });
    const next = [...fixesFor(option, verdict, fixed), ...direct];
    for (const second of next.filter(isOne).slice(0, TRIED_EACH)) {
      const changes = { ...first, ...second };
      if (Object.keys(changes).length === 2 && holds(outcomeOf(kernel({ ...stated, ...changes })))) return changes;
    }
  }
  return null;
}

const isOne = (changes: Changes): boolean => Object.keys(changes).length === 1;

/** Mends what rules the option out, one finding after the other, and takes back every change that was not needed. */
function severalChanges({ option, verdict, holds, base, kernel }: Sought): Changes | null {
  const { stated } = base.needs;
  const tried = new Set<string>();
  let changes: Changes = {};
  let judgement = base;
  while (!holds(outcomeOf(judgement))) {
    const fix = fixesFor(option, verdict, judgement).find((candidate) => !tried.has(JSON.stringify(candidate)));
    if (!fix || tried.size === FIXES_MAX) return null;
    tried.add(JSON.stringify(fix));
    changes = { ...changes, ...fix };
    judgement = kernel({ ...stated, ...changes });
  }
  return withoutNeedless(changes, stated, holds, kernel);
}

/** More than there are fields: a few are tried with two or three values. */
const FIXES_MAX = 60;

function withoutNeedless(changes: Changes, stated: Workload, holds: Holds, kernel: Kernel): Changes {
  let kept = changes;
  for (const field of Object.keys(changes) as WorkloadField[]) {
    const { [field]: _left, ...rest } = kept;
    if (Object.keys(rest).length > 0 && holds(outcomeOf(kernel({ ...stated, ...rest })))) kept = rest;
  }
  return kept;
}

/** Candidates for the next change towards an option, the most direct first. Each is tried on the kernel by the caller. */
export function fixesFor(
  option: InferenceOptionId,
  verdict: RejectedOption['verdict'],
  judgement: Judgement,
): Changes[] {
  // There is a verdict on every option.
  const own = judgement.verdicts.find((candidate) => candidate.option.id === option) as Verdict;
  const blocking = [...own.findings, ...own.pairs.flatMap((pair) => pair.findings)].filter(isInTheWay);
  const fixes = blocking.flatMap((finding) => fixesOf(finding, judgement.needs));
  if (own.best === null && own.pairs.length === 0) fixes.push(...hostingFixes(own, judgement));
  if (own.best === null && blocking.length === 0) fixes.push(ONE_MODEL);
  if (verdict === 'outranked') fixes.push(...own.option.couldWin(judgement.needs));
  return fixes;
}

const isInTheWay = (finding: Finding): finding is Obstacle => finding.effect !== 'conditional';

const ONE_MODEL: Changes = { modelCount: 1, containerCount: 1, modelAdapters: false };

/** No pattern of the option serves the workload: an arrangement that it does serve. */
function hostingFixes({ option }: Verdict, { weighings, needs }: Judgement): Changes[] {
  const served = HOSTING_PATTERNS.some(
    (pattern, index) => weighings[index]?.serves && option.hostings.includes(pattern.id),
  );
  if (served) return [];
  if (needs.arrangement === 'chain') return [{ containerCount: 1 }];
  return [{ modelsShareEndpoint: false }, ONE_MODEL];
}
