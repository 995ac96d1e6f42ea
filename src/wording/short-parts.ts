import {
  asksForFacts,
  briefReason,
  DEFAULT_REGION,
  optionTitle,
  type Reason,
  type Recommendation,
  type RejectedOption,
} from '../recommender/index.ts';
import { answerLines, claimOf, conditionLine, sizeAndCost } from './answer-head.ts';
import { policyWords, waysOut } from './differences.ts';
import { writeBriefCost, writePricesAsOf } from './money.ts';
import { type Line, type Part, part } from './parts.ts';
import { OUTSIDE_TITLE } from './savings.ts';
import { ask, firstStep, ruledOut, splitAssumptions, strongestReasons, warningsBeside } from './sentences.ts';
import { NEXT_BEST, nextWords } from './size-lines.ts';
import { beyondUnknown, usersFeel } from './sizes.ts';
import { lowered } from './text.ts';

/** Ways out where no option fits. */
const SHOWN_MAX = 3;

/** What decides and isn't known, and what decides and was assumed: the page has fields there. */
export const TO_ANSWER = 'Answer these';
export const TO_CONFIRM = 'To confirm';

/** Above an answer. */
export const titleOf = (recommendation: Recommendation): string =>
  `${claimOf(recommendation)} · ${recommendation.workload.name}`;

/** "us-east-1 (assumed), prices as of 2026-09-28": what every amount holds for. */
export function pricedIn({ workload, facts }: Recommendation): string {
  const { region = `${DEFAULT_REGION} (assumed)`, otherRegions = [] } = workload;
  return `${[region, ...otherRegions].join(', ')}, ${writePricesAsOf(facts.pricesAsOf)}`;
}

/**
 * What somebody reads who reads nothing else, below the title: the choice, what users feel, at most three reasons, what else fits and
 * what is ruled out, what to confirm and what to do next. In the words of the whole answer, and nothing that it doesn't say.
 */
export function shortParts(recommendation: Recommendation): Part[] {
  const { choice, rejected, warnings, outside = [] } = recommendation;
  const outranked = rejected.filter(({ verdict }) => verdict === 'outranked');
  const isChosen = choice !== null && !asksForFacts(recommendation);
  const budget = warnings.find(({ code }) => code === 'over-budget');
  return [
    part(null, headOf(recommendation, budget)),
    questionsPart(recommendation),
    part('Policy', policyWords(recommendation), { of: 'rule' }),
    { title: 'Why', lines: isChosen ? strongestReasons(recommendation) : [] },
    part('Fits too', isChosen ? othersOf(outranked, recommendation) : []),
    part('Ruled out', othersOf(ruledOut(recommendation), recommendation)),
    part('What would make it fit', choice === null ? waysOut(recommendation, SHOWN_MAX).map(({ text }) => text) : [], {
      of: 'change',
    }),
    { title: OUTSIDE_TITLE, lines: isChosen && budget === undefined ? [] : outside.slice(0, 1) },
    part(
      NEXT_BEST,
      [isChosen ? nextWords(choice) : undefined].filter((line) => line !== undefined),
    ),
    part(TO_CONFIRM, isChosen ? splitAssumptions(recommendation).decisive.map(({ text }) => text) : []),
    { title: 'Next', lines: isChosen ? nextSteps(recommendation, budget) : [] },
  ];
}

/** Size and cost, what users feel, and on what it holds. */
function headOf(recommendation: Recommendation, budget: Reason | undefined): string[] {
  const { choice } = recommendation;
  const sized = choice === null || asksForFacts(recommendation) ? [] : [usersFeel(choice), beyondUnknown(choice)];
  return [sizeAndCost(recommendation), ...sized, conditionLine(recommendation), budget?.text].filter(
    (line) => line !== undefined,
  );
}

/** What decides and isn't known, and where each answer leads: all of it, also in a short text. */
export function questionsPart({ questions = [] }: Recommendation): Part {
  const lines = questions.flatMap((question): Line[] => [
    { text: ask(question) },
    ...answerLines(question).map((text): Line => ({ text, isUnder: true })),
  ]);
  return { title: TO_ANSWER, lines, of: 'question', least: lines.length };
}

/** "Serverless Inference (no GPUs), Batch Transform (scores datasets).", of those that fit with what they cost. */
function othersOf(some: readonly RejectedOption[], { costs }: Recommendation): string[] {
  const others = some.map(({ option, verdict, reasons: [first] }) => {
    const cost = verdict === 'outranked' ? costs.find((each) => each.option === option) : undefined;
    const said = [cost && writeBriefCost(cost), first && lowered(briefReason(first, option))]
      .filter(Boolean)
      .join('; ');
    return said === '' ? optionTitle(option) : `${optionTitle(option)} (${said})`;
  });
  return others.length === 0 ? [] : [`${others.join(', ')}.`];
}

/** What to measure, or else the first thing to do before deploying. */
function nextSteps(recommendation: Recommendation, budget: Reason | undefined): Reason[] {
  const first = firstStep(recommendation);
  const steps = first ? [first] : warningsBeside(recommendation).filter((warning) => warning !== budget);
  return steps.slice(0, 1);
}
