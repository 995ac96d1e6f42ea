import { optionTitle, type Reason, type Recommendation } from '../recommender/index.ts';
import { conditionOf } from './conditions.ts';

/** "Asynchronous Inference for ct-scan-triage (if wake-up fits in 15 min)", or "Nothing fits fraud-scoring". */
export function headline(recommendation: Recommendation): string {
  const { choice, workload } = recommendation;
  const name = oneLine(workload.name);
  if (!choice) return `Nothing fits ${name}`;
  const condition = conditionOf(recommendation);
  return `${optionTitle(choice.option)} for ${name}${condition ? ` (${condition})` : ''}`;
}

/** The headline and the strongest reason on one line of plain text, for notifications and screen readers. */
export function summary(recommendation: Recommendation): string {
  const reason = strongestReason(recommendation);
  return reason ? `${headline(recommendation)}: ${oneLine(reason.text)}` : headline(recommendation);
}

/** What speaks most for the choice; where nothing fits, what rules out the first option. */
function strongestReason(recommendation: Recommendation): Reason | undefined {
  if (recommendation.choice) return recommendation.rationale[0];
  return recommendation.rationale[0] ?? recommendation.rejected[0]?.reasons[0];
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
