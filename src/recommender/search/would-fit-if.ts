import type { Judgement } from '../judge.ts';
import type { InferenceOptionId, RejectedOption } from '../recommendation.ts';
import type { WorkloadField } from '../workload.ts';
import { conditionText } from './change-words.ts';
import { indexOf, type Kernel, optionOf } from './outcome.ts';
import { severalChanges, twoChanges } from './several-changes.ts';
import { smallestChange } from './smallest-change.ts';
import type { Surveyed } from './survey.ts';
import type { Holds, Turns } from './turn.ts';

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
    return { text: sentence([conditionText(field, value, turn)], verdict), changes: { [field]: value } };
  }
  for (const find of [twoChanges, severalChanges]) {
    for (const holds of goals) {
      const changes = find({ option, verdict, holds, base, kernel });
      if (!changes) continue;
      const conditions = Object.entries(changes).map(([field, value]) => conditionText(field as WorkloadField, value));
      return { text: sentence(conditions, verdict), changes };
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

const sentence = (conditions: string[], verdict: RejectedOption['verdict']): string =>
  `It would ${verdict === 'outranked' ? 'be chosen' : 'fit'} if ${conditions.join(' and ')}.`;
