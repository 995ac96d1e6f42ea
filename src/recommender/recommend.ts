import { withDoubts } from './explain/doubts.ts';
import { type Explained, explain, factsOf, withConfidence } from './explain/index.ts';
import { grown, outsideHoursOf, withBinding } from './explain/near-flips.ts';
import { questionsFor } from './explain/questions.ts';
import { withStreaming } from './explain/streaming.ts';
import type { PriceList } from './facts/price-list.ts';
import { pricesOf, SHIPPED_PRICES } from './facts/prices.ts';
import { judge, judgeFit } from './judge/judge.ts';
import type { Judgement } from './judge/judgement.ts';
import type { Granted } from './needs/needs.ts';
import type { Doubt, Guardrail, Recommendation } from './recommendation.ts';
import { confidenceOf } from './search/confidence.ts';
import { findFlips } from './search/flips.ts';
import { type Kernel, outcomeOf, withValue } from './search/outcome.ts';
import { survey } from './search/survey.ts';
import { Turns } from './search/turn.ts';
import { wouldFitIf } from './search/would-fit.ts';
import { inFormOrder } from './workload/parse.ts';
import { WORKLOAD_FIELDS, type Workload } from './workload/workload.ts';

/**
 * How this workload should be served: judged first, then searched for what would change the answer, then explained. Pure
 * and total: every valid workload gets an answer, and the same one gets the same bytes. Without prices, those that ship.
 * `guardrails`: rules of the team. What they forbid is ruled out, and what would change the answer keeps to them too.
 */
export function recommend(
  workload: Workload,
  prices: PriceList = SHIPPED_PRICES,
  guardrails: readonly Guardrail[] = [],
): Recommendation {
  const judgement = judge(evenlyShaped(workload), prices, guardrails);
  const granted: Granted = { streaming: judgement.needs.streaming === 'none' ? 'none' : 'response' };
  const kernel: Kernel = (tried) => judge(tried, prices, guardrails, granted);
  const surveyed = survey(judgement, kernel, prices);
  // What a rule requires isn't what the team stated; but a Region that only the rules led to is named.
  const { region } = judgement.needs.stated;
  const understood = inFormOrder(region === undefined ? workload : { ...workload, region });
  const answer = { ...explain(judgement, prices, surveyed), workload: understood };
  const { stated } = judgement.needs;
  const turnsOf = (asked: Kernel) =>
    new Turns((field, value) => ({ value, outcome: outcomeOf(asked(withValue(stated, field, value))) }));
  const turns = turnsOf(kernel);
  const fits: Kernel = (tried) => judgeFit(tried, prices, guardrails, granted);
  const turnsOfFits = turnsOf(fits);
  const rejected = answer.rejected.map((other) => {
    const { option, verdict } = other;
    const [asked, known] = verdict === 'ruled-out' ? [fits, turnsOfFits] : [kernel, turns];
    return { ...other, wouldFitIf: wouldFitIf(option, verdict, surveyed, judgement, asked, known) };
  });
  const flips = findFlips(surveyed, judgement, turns);
  // What would change the answer is priced later from what the answer keeps.
  const grew = grown(stated);
  const changed = [...flips.map(({ field, to }) => withValue(stated, field, to)), ...(grew ? [grew] : [])];
  const after = prices.team?.savingsPlan ? changed.map(kernel) : [];
  const facts = after.length === 0 ? answer.facts : factsOf([judgement, ...after], prices);
  const outsideHours = outsideHoursOf(judgement, kernel);
  const found = { ...(outsideHours && { outsideHours }), flips, facts };
  const sure = withConfidence({ ...answer, rejected, ...found }, confidenceOf(surveyed, judgement, turns));
  const asked = withQuestions(sure, judgement, kernel, prices);
  return withStreaming(withBinding(asked), judgement, prices, guardrails);
}

/** Choice, size and bills as a recommendation has them, without how sure it is. */
export type Estimate = Pick<Explained, 'choice' | 'costs'>;

/** What `recommend` would choose and bill, without the search for what would change it: several times as fast, for asking often. */
export function estimate(workload: Workload, prices: PriceList, guardrails: readonly Guardrail[] = []): Estimate {
  const { choice, costs } = explain(judge(evenlyShaped(workload), prices, guardrails), prices);
  return { choice, costs };
}

/** An answer that was stored, with the questions that earlier versions left out. */
export function completed(stored: Recommendation): Recommendation {
  const { choice, questions, workload, policy } = stored;
  if (choice?.confidence !== 'needs-facts' || questions !== undefined) return stored;
  const prices = pricesOf(stored);
  const kernel: Kernel = (tried) => judge(tried, prices, policy?.rules);
  const judgement = kernel(evenlyShaped(workload));
  return withQuestions(stored, judgement, kernel, prices);
}

/**
 * An answer with words in doubt: where a reading of them leads to another option, or to more than twice the cost, too little is
 * known to claim one, and this is asked first. The answer rests on none of the readings. Without doubts that its workload leaves
 * open, the answer as it is.
 */
export function weighed(
  answer: Recommendation,
  doubts: readonly Doubt[],
  prices: PriceList = pricesOf(answer),
): Recommendation {
  const kernel: Kernel = (tried) => judge(evenlyShaped(tried), prices, answer.policy?.rules);
  return withDoubts(answer, doubts, kernel, prices);
}

/** Whether too little is known to claim an option, or that none fits. */
export function asksForFacts({ choice, questions = [] }: Pick<Recommendation, 'choice' | 'questions'>): boolean {
  return choice === null ? questions.length > 0 : choice.confidence === 'needs-facts';
}

function withQuestions(answer: Recommendation, ...by: [Judgement, Kernel, PriceList]): Recommendation {
  const questions = questionsFor(answer, ...by);
  return questions.length === 0 ? answer : { ...answer, questions };
}

// Marked, so that a bundler leaves the fields out where they aren't used.
const BLANK = /* @__PURE__ */ Object.fromEntries(/* @__PURE__ */ WORKLOAD_FIELDS.map((field) => [field, undefined]));

/** With every field in its place, stated or not: the search tries hundreds of workloads, and engines read one shape faster. */
function evenlyShaped(workload: Workload): Workload {
  return { ...BLANK, ...inFormOrder(workload) };
}
