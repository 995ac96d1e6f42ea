import { type Finding, fixesOf, type Obstacle } from '../findings/index.ts';
import { HOSTING_PATTERNS } from '../hosting/index.ts';
import type { Judgement, Verdict } from '../judge/judgement.ts';
import type { InferenceOptionId, RejectedOption } from '../recommendation.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';
import { type Kernel, outcomeOf } from './outcome.ts';
import type { Holds } from './turn.ts';

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
export function twoChanges({ option, verdict, holds, base, kernel }: Sought): Changes | null {
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
export function severalChanges({ option, verdict, holds, base, kernel }: Sought): Changes | null {
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
