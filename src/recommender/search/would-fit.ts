import { type Finding, fixesOf, type Obstacle } from '../findings/index.ts';
import { HOSTING_PATTERNS } from '../hosting/index.ts';
import type { Judgement, Verdict } from '../judge/judgement.ts';
import type { Needs } from '../needs/needs.ts';
import type { ServedModel } from '../needs/served-model.ts';
import { isJob } from '../options/index.ts';
import type { InferenceOptionId, RejectedOption } from '../recommendation.ts';
import { listOf } from '../workload/measures.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';
import { changeClause, clauseFor, extentOf } from './change-words.ts';
import { indexOf, type Kernel, optionOf, outcomeOf, type Sample } from './outcome.ts';
import type { Surveyed, SurveyedNumber } from './survey.ts';
import { type Holds, nearestTurn, type Turn, type Turns } from './turn.ts';

/**
 * The smallest change after which a ruled-out option fits, or an outranked one wins: one field where one is enough, else
 * two, else as few as were found; a fit without conditions before one that has to be tested. Asking for more, or for another
 * task, is no way to an option while there is another. What is returned was tried on the kernel.
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
  const { model } = base.needs;
  const changeable = surveyed.filter(({ dimension }) => !isFactOfModel(dimension.field, model));
  const single = new Map<Ease, Change>();
  for (const holds of goals) {
    for (const [ease, change] of singleChanges(option, verdict, changeable, holds, base, turns)) {
      if (!single.has(ease)) single.set(ease, change);
    }
    const sensible = single.get('light') ?? single.get('gives-up');
    if (sensible) return sayOne(sensible, verdict, base);
  }
  const together = (fixes: Fixes): RejectedOption['wouldFitIf'] => {
    const sought = { fixes, base, kernel };
    let changes = twoChanges(goals, sought);
    for (const holds of goals) changes ??= severalChanges(holds, sought);
    return changes && sayAll(changes, verdict, base);
  };
  const ofTask: Fixes = (judgement) =>
    fixesFor(option, verdict, judgement).filter(
      ({ trafficPattern }) => !isAnotherTask(trafficPattern, option, judgement.needs),
    );
  const changes = together(ofTask);
  if (changes) return changes;
  const strange = single.get('asks-more') ?? single.get('another-task');
  if (strange) return sayOne(strange, verdict, base);
  return base.needs.isDataset ? together((judgement) => fixesFor(option, verdict, judgement)) : null;
}

function sayOne({ field, value, turn }: Change, verdict: RejectedOption['verdict'], { needs }: Judgement) {
  const extent = turn && extentOf(turn);
  const clause = extent ? clauseFor(field, value, extent) : changeClause(field, value, needs.stated[field]);
  return { text: sentence([clause], verdict), changes: { [field]: value } };
}

function sayAll(changes: Changes, verdict: RejectedOption['verdict'], { needs }: Judgement) {
  const isImplied = (field: WorkloadField): boolean =>
    (field === 'modelAdapters' && changes.modelCount === 1) ||
    (field === 'responseTimeSeconds' && changes.trafficPattern === 'dataset');
  const clauses = (Object.entries(changes) as [WorkloadField, unknown][])
    .filter(([field]) => !isImplied(field))
    .map(([field, value]) => changeClause(field, value, needs.stated[field]));
  return { text: sentence(clauses, verdict), changes };
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

/** By this factor: a number that has to move further is another workload. */
export const FARTHEST = 10;

interface Change {
  readonly field: WorkloadField;
  readonly value: Sample['value'];
  readonly turn?: Turn;
}

/**
 * The single changes that reach what is sought, one for each way of taking them: the stated number that moves the least; where
 * there is none, what nobody gave and what is no number, in the order of the form.
 */
function singleChanges(
  option: InferenceOptionId,
  verdict: RejectedOption['verdict'],
  surveyed: readonly Surveyed[],
  holds: Holds,
  base: Judgement,
  turns: Turns,
): Map<Ease, Change> {
  const smallest = smallestNumber(option, verdict, surveyed, holds, base, turns);
  if (smallest) return new Map([['light', smallest]]);
  const found = new Map<Ease, Change>();
  for (const entry of surveyed) {
    if (found.has('light')) break;
    const change = otherChange(entry, holds, turns);
    if (!change) continue;
    const ease = easeOf(change, option, base);
    if (!found.has(ease)) found.set(ease, change);
  }
  return found;
}

/** What fits already isn't chosen for a number that has to move so far: a word comes first. */
function smallestNumber(
  option: InferenceOptionId,
  verdict: RejectedOption['verdict'],
  surveyed: readonly Surveyed[],
  holds: Holds,
  base: Judgement,
  turns: Turns,
): Change | undefined {
  let smallest: Change | undefined;
  let least = verdict === 'outranked' ? FARTHEST : Infinity;
  for (const entry of surveyed) {
    const { field } = entry.dimension;
    if (!isNumber(entry) || base.needs.stated[field] === undefined) continue;
    const found = nearestTurn(entry, turns, holds, holds, least);
    if (!found) continue;
    const change = { field, value: found.turn.at.value, turn: found.turn };
    if (easeOf(change, option, base) !== 'light') continue;
    least = found.ratio;
    smallest = change;
  }
  return smallest;
}

/** A number that is stated comes here only where it was no small change. */
function otherChange(entry: Surveyed, holds: Holds, turns: Turns): Change | undefined {
  const { field } = entry.dimension;
  if (!isNumber(entry)) {
    const sample = entry.walks.flat().find(({ outcome }) => holds(outcome));
    return sample && { field, value: sample.value };
  }
  const found = nearestTurn(entry, turns, holds);
  return found && { field, value: found.turn.at.value, turn: found.turn };
}

const isNumber = (entry: Surveyed): entry is SurveyedNumber => entry.dimension.kind === 'number';

/** How a change is taken: lightly, as giving up what was asked for, as asking for more than was needed, or as another task. */
type Ease = 'light' | 'gives-up' | 'asks-more' | 'another-task';

function easeOf({ field, value }: Change, option: InferenceOptionId, { needs }: Judgement): Ease {
  if (field === 'trafficPattern') return isAnotherTask(value, option, needs) ? 'another-task' : 'light';
  if (asksForMore(field, value, needs.stated[field])) return 'asks-more';
  return isAskedFor(field, needs.stated[field]) ? 'gives-up' : 'light';
}

/** Whether there are requests or a dataset is no choice of a team; only a job asks for it. */
const isAnotherTask = (pattern: unknown, option: InferenceOptionId, { isDataset }: Needs): boolean =>
  !isJob(option) && pattern !== undefined && (isDataset || pattern === 'dataset');

/** Nobody adds a demand, a second model or a second container for the sake of an option. */
export function asksForMore(field: WorkloadField, value: unknown, stated: unknown): boolean {
  if (field === 'coldStarts') return value === 'unacceptable';
  if (field === 'containerInvocation') return value === 'serial' && stated === undefined;
  if (isCount(field)) return typeof value === 'number' && value > 1 && (stated === undefined || stated === 1);
  return DEMAND.test(field) && value !== false && value !== 'none';
}

const COUNTS: ReadonlySet<WorkloadField> = new Set(['modelCount', 'activeModelCount', 'containerCount']);

/** How many models or containers there are: nobody gets others for the sake of an option. */
export const isCount = (field: WorkloadField): boolean => COUNTS.has(field);

const DEMAND = /^requires|^models(Scale|ShareEndpoint)|^modelAdapters$/;

/** What a model takes is a fact where it is known by name or its parameters are counted: nobody changes it for an option. */
export function isFactOfModel(field: WorkloadField, model: ServedModel | undefined): boolean {
  if (field === 'requiresGpu') return model?.needsAccelerator === true;
  const isKnown = model?.known !== undefined || model?.billions !== undefined;
  return isKnown && (field === 'modelSizeGB' || field === 'modelParametersBillion');
}

/** Whether a team stated it as a must-have. */
export function isAskedFor(field: WorkloadField, stated: unknown): boolean {
  if (field === 'coldStarts') return stated === 'unacceptable';
  return /^requires|^models/.test(field) && stated !== undefined && stated !== false && stated !== 'none';
}

type Changes = Partial<Workload>;

/** The candidates for the next change of a workload as it was judged. */
type Fixes = (judgement: Judgement) => Changes[];

interface Sought {
  readonly fixes: Fixes;
  readonly base: Judgement;
  readonly kernel: Kernel;
}

/** Fixes of the first and of the second finding that are tried together. */
const TRIED_EACH = 8;

/** Two changes that are enough: a fix of the workload as it is, and one of what is then still in the way. */
function twoChanges(goals: readonly Holds[], { fixes, base, kernel }: Sought): Changes | null {
  const { stated } = base.needs;
  let lesser: Changes | null = null;
  const direct = fixes(base).filter(isOne).slice(0, TRIED_EACH);
  for (const first of direct) {
    const fixed = kernel({ ...stated, ...first });
    const next = [...fixes(fixed), ...direct];
    for (const second of next.filter(isOne).slice(0, TRIED_EACH)) {
      const changes = { ...first, ...second };
      if (Object.keys(changes).length !== 2) continue;
      const outcome = outcomeOf(kernel({ ...stated, ...changes }));
      const reached = goals.findIndex((holds) => holds(outcome));
      if (reached === 0) return changes;
      if (reached > 0) lesser ??= changes;
    }
  }
  return lesser;
}

const isOne = (changes: Changes): boolean => Object.keys(changes).length === 1;

/** Mends what rules the option out, one finding after the other, and takes back every change that was not needed. */
function severalChanges(holds: Holds, { fixes, base, kernel }: Sought): Changes | null {
  const { stated } = base.needs;
  const tried = new Set<string>();
  let changes: Changes = {};
  let judgement = base;
  while (!holds(outcomeOf(judgement))) {
    const fix = fixes(judgement).find((candidate) => !tried.has(JSON.stringify(candidate)));
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
  const { model } = judgement.needs;
  return fixes.filter((fix) => !(Object.keys(fix) as WorkloadField[]).some((field) => isFactOfModel(field, model)));
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
