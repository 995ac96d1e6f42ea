import type {
  Choice,
  HostingPatternId,
  InferenceOptionId,
  Reason,
  Recommendation,
} from '../../src/recommender/index.ts';

/** An answer, or one without the search. */
type Answer<Parts extends keyof Recommendation> = Pick<Recommendation, Parts>;

/** The codes of some reasons, in their order. */
export const codesOf = (reasons: readonly Reason[]): string[] => reasons.map(({ code }) => code);

/** How an option was rejected: the verdict and the codes of its reasons; undefined where it was not. */
export function rejectedBy(answer: Answer<'rejected'>, option: InferenceOptionId): [string, string[]] | undefined {
  const found = answer.rejected.find((rejected) => rejected.option === option);
  return found && [found.verdict, codesOf(found.reasons)];
}

/** "real-time/multi-model/auto-scaling", or "nothing-fits". */
export function chosen({ choice }: { choice: Pick<Choice, 'option' | 'hosting' | 'scaling'> | null }): string {
  return choice ? `${choice.option}/${choice.hosting}/${choice.scaling}` : 'nothing-fits';
}

/** The codes that rule an option out; undefined where it is the choice or only outranked. */
export function ruledOutBy(answer: Answer<'rejected'>, option: InferenceOptionId): string[] | undefined {
  const [verdict, codes] = rejectedBy(answer, option) ?? [];
  return verdict === 'ruled-out' ? codes : undefined;
}

/** The codes against a hosting pattern; undefined where it is chosen or was not in question. */
export function hostingRejectedBy(answer: Answer<'rejectedHosting'>, hosting: HostingPatternId): string[] | undefined {
  const found = answer.rejectedHosting.find((rejected) => rejected.hosting === hosting);
  return found && codesOf(found.reasons);
}

/** Every reason that an answer gives, wherever it stands. */
export function everyReason(
  answer: Answer<'rationale' | 'warnings' | 'notes' | 'rejected' | 'rejectedHosting'>,
): Reason[] {
  return [
    ...answer.rationale,
    ...answer.warnings,
    ...(answer.notes ?? []),
    ...answer.rejected.flatMap(({ reasons }) => reasons),
    ...answer.rejectedHosting.flatMap(({ reasons }) => reasons),
  ];
}

/** Words to a reader. A record is read years later, by people who weren't asked: no text that it keeps has any. */
export const YOU = /\b(?:you|your|yours|yourself)\b/i;
