import {
  asksForFacts,
  type InferenceOptionId,
  type OpenAnswer,
  type OpenQuestion,
  optionTitle,
  type Recommendation,
} from '../recommender/index.ts';
import { writeBriefCost } from './money.ts';
import { writeValue } from './quantities/index.ts';
import {
  firstStep,
  holdsWords,
  impasse,
  joinClauses,
  OTHERWISE,
  openTitle,
  sizingWords,
  writeFact,
} from './sentences.ts';
import { sizeLines } from './size-lines.ts';
import { usersFeel, writeHeadline, writeSize } from './sizes.ts';
import { capitalized } from './text.ts';

// What stands above everything else in an answer, as the terminal and assistants read it. Words that people typed are not escaped.

/** The option, unless too little is known to choose one. */
export function claimOf(recommendation: Recommendation): string {
  const { choice } = recommendation;
  if (asksForFacts(recommendation)) return openTitle(recommendation);
  return choice === null ? 'No option fits' : optionTitle(choice.option);
}

/** "Option firm, size modelled · about 8 (4–13) × ml.g6e.xlarge, auto scaling · $5,400 per month ($3,600–$9,800)" */
export function sizeAndCost(recommendation: Recommendation): string {
  const { choice } = recommendation;
  if (choice === null) return `${asksForFacts(recommendation) ? 'As assumed: ' : ''}${impasse(recommendation)}`;
  if (choice.confidence !== 'needs-facts') return writeHeadline(recommendation);
  return `As assumed: ${optionTitle(choice.option)} · ${writeSize(recommendation)}`;
}

const isOpen = ({ choice }: Recommendation): boolean => choice?.confidence === 'needs-facts';

/** What users feel, what decides the size, what it rests on, and why the instances hold the load. */
export function sizingLines(recommendation: Recommendation): string[] {
  if (isOpen(recommendation)) return [];
  const [felt, held] = [usersFeel(recommendation.choice), sizingWords(recommendation)];
  return [felt, ...sizeLines(recommendation), held].filter((line) => line !== undefined);
}

/** "First: Load-test 2 × ml.g6e.xlarge with real prompts before committing: …" */
export function firstLine(recommendation: Recommendation): string | undefined {
  const step = isOpen(recommendation) ? undefined : firstStep(recommendation);
  return step && `First: ${step.text}`;
}

/** "Holds if a request takes at most 60 s, unless performance matters most." */
export function conditionLine(recommendation: Recommendation): string | undefined {
  if (isOpen(recommendation)) return undefined;
  const holds = holdsWords(recommendation);
  return holds && `${capitalized(holds)}.`;
}

const titleOf = (option: InferenceOptionId | null): string =>
  option === null ? 'no option fits' : optionTitle(option);

/**
 * Where each answer to an open question leads, a line each: "300 ms, 5 s or 30 s: Real-time Inference, from $172 per month"; of words
 * their readings, and where leaving them out leads.
 */
export function answerLines({ field: asked, words, answers, otherwise }: OpenQuestion): string[] {
  const line = (said: string, { option, cost }: Pick<OpenAnswer, 'option' | 'cost'>): string => {
    const amount = cost === null ? undefined : writeBriefCost(cost);
    return `${capitalized(said)}: ${titleOf(option)}${amount === undefined ? '' : `, ${amount}`}`;
  };
  const lines = answers.flatMap(({ field = asked, values, ...leads }) =>
    words === undefined
      ? line(
          joinClauses(
            values.map((value) => writeValue(field, value)),
            'or',
          ),
          leads,
        )
      : values.map((value) => line(writeFact(field, value), leads)),
  );
  return [...lines, ...(otherwise === undefined ? [] : [line(OTHERWISE, otherwise)])];
}
