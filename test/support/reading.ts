import type { InferenceOptionId, Reason, ReasonCode, Recommendation } from '../../src/recommender/index.ts';

/** The codes of some reasons, in their order. */
export const codesOf = (reasons: readonly Reason[]): ReasonCode[] => reasons.map(({ code }) => code);

/** How an option was rejected: the verdict and the codes of its reasons; undefined where it was not. */
export function rejectedBy(answer: Recommendation, option: InferenceOptionId): [string, ReasonCode[]] | undefined {
  const found = answer.rejected.find((rejected) => rejected.option === option);
  return found && [found.verdict, codesOf(found.reasons)];
}

/** "real-time/multi-model/auto-scaling", or "nothing-fits". */
export function chosen({ choice }: Recommendation): string {
  return choice ? `${choice.option}/${choice.hosting}/${choice.scaling}` : 'nothing-fits';
}
