import {
  type Choice,
  optionTitle,
  type Reason,
  type Recommendation,
  type RejectedOption,
} from '../../recommender/index.ts';
import { writeOptionCost } from '../../wording/money.ts';

/** One option as the table and its plain form show it. */
export interface OptionRow {
  title: string;
  verdict: string;
  /** Why not; for the choice, how it is set up. */
  reason: Pick<Reason, 'text' | 'source'>;
  /** A month's cost in words, its range and what drives it; null where no option's is known, and the costs section says why. */
  monthly: string | null;
}

const VERDICTS: Readonly<Record<RejectedOption['verdict'], string>> = {
  'ruled-out': 'Ruled out',
  outranked: 'Fits, not chosen',
};

/** The choice first, then the others in the order of the recommendation. */
export function optionRows(recommendation: Recommendation): OptionRow[] {
  const { choice, rejected } = recommendation;
  const chosen = choice ? [chosenRow(choice, recommendation)] : [];
  return [...chosen, ...rejected.map((option) => rejectedRow(option, recommendation))];
}

function chosenRow(choice: Choice, recommendation: Recommendation): OptionRow {
  return {
    title: optionTitle(choice.option),
    verdict: choice.conditional ? 'Chosen, on a condition' : 'Chosen',
    reason: { text: choice.scaling === 'per-job' ? `${choice.title}, a job for each run` : choice.title },
    monthly: writeOptionCost(choice.option, recommendation),
  };
}

function rejectedRow(
  { option, title, verdict, reasons: [strongest] }: RejectedOption,
  recommendation: Recommendation,
): OptionRow {
  return {
    title,
    verdict: VERDICTS[verdict],
    reason: strongest ?? { text: 'No reason recorded' },
    monthly: writeOptionCost(option, recommendation),
  };
}
