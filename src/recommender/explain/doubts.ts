import type { PriceList } from '../facts/price-list.ts';
import { CLOSE_CALL_FACTOR } from '../facts/working-figures.ts';
import type { Doubt, OpenAnswer, OpenQuestion, Recommendation } from '../recommendation.ts';
import { type Kernel, optionOf, withValue } from '../search/outcome.ts';
import { parseWorkload } from '../workload/parse.ts';
import type { Workload, WorkloadField } from '../workload/workload.ts';
import { costOfChoice, QUESTIONS_MAX } from './questions.ts';

/** Each reading takes a judgement. A text with more is not one that anybody can answer for by a choice. */
const DOUBTS_MAX = 20;
const READINGS_MAX = 8;

type Outcome = Pick<OpenAnswer, 'option' | 'cost'>;

/** The doubts that a workload leaves open: it states none of the fields that the words may be about. */
export function openDoubts(doubts: readonly Doubt[], workload: Workload): Doubt[] {
  return doubts.filter(({ readings }) => readings.every(({ field }) => workload[field] === undefined));
}

/** The doubts of an answer without the one that its question about a field asks: the words state none of their readings. */
export function withoutDoubt(
  { doubts = [], questions = [] }: Pick<Recommendation, 'doubts' | 'questions'>,
  field: WorkloadField,
): Doubt[] {
  const asked = questions.find((question) => question.field === field)?.words;
  return doubts.filter(({ words }) => words !== asked);
}

/**
 * An answer weighed with words in doubt, each alone: of 789 texts, no two of them decided together where neither did. Where a reading of them leads to another option, or to more than twice the cost of
 * another, too little is known to claim one, and this is asked first. The answer itself rests on none of the readings.
 */
export function withDoubts(
  answer: Recommendation,
  doubts: readonly Doubt[],
  kernel: Kernel,
  prices: PriceList,
): Recommendation {
  const { choice, workload } = answer;
  const open = openDoubts(doubts, workload)
    .slice(0, DOUBTS_MAX)
    .map(({ words, readings }) => ({ words, readings: readings.slice(0, READINGS_MAX) }));
  if (open.length === 0) return answer;
  const judged = (tried: Workload): Outcome => {
    const judgement = kernel(tried);
    return { option: optionOf(judgement), cost: costOfChoice(judgement, prices) };
  };
  const otherwise = judged(workload);
  const questions = open.flatMap((doubt) => questionAbout(doubt, workload, otherwise, judged) ?? []);
  const apart = questions.filter(leadsApart);
  const asked = onePerField([...apart, ...questions.filter((one) => !apart.includes(one) && costsApart(one))]);
  if (asked.length === 0) return { ...answer, doubts: open };
  const doubted = new Set(asked.flatMap(({ field, answers }) => [field, ...answers.map((one) => one.field ?? field)]));
  const others = (answer.questions ?? []).filter(({ field }) => !doubted.has(field));
  return {
    ...answer,
    choice: choice && { ...choice, confidence: 'needs-facts' },
    questions: [...asked, ...others].slice(0, QUESTIONS_MAX),
    doubts: open,
  };
}

/** Where each reading leads, and leaving the words out. Undefined where no reading is one that the workload can have. */
function questionAbout(
  { words, readings }: Doubt,
  workload: Workload,
  otherwise: Outcome,
  judged: (workload: Workload) => Outcome,
): OpenQuestion | undefined {
  const possible = readings.filter(({ field, value }) => parseWorkload({ ...workload, [field]: value }).ok);
  const [first] = possible;
  if (first === undefined) return undefined;
  const answers = possible.map(({ field, value }): OpenAnswer => {
    const { option, cost } = judged(withValue(workload, field, value));
    return { option, ...(field !== first.field && { field }), values: [value], cost };
  });
  return { field: first.field, words, answers, otherwise };
}

const outcomesOf = ({ answers, otherwise }: OpenQuestion): Outcome[] => [...answers, ...(otherwise ? [otherwise] : [])];

const leadsApart = (question: OpenQuestion): boolean =>
  new Set(outcomesOf(question).map(({ option }) => option)).size > 1;

/** US dollars per month. Nobody decides by less. */
const LEAST_USD = 1;

/** An unknown cost is compared with none. */
function costsApart(question: OpenQuestion): boolean {
  const known = outcomesOf(question).flatMap(({ cost }) =>
    cost?.monthlyUsd == null ? [] : [Math.max(LEAST_USD, cost.monthlyUsd.likely)],
  );
  return Math.max(...known) > CLOSE_CALL_FACTOR * Math.min(...known);
}

/** A message asks about a field once. The other words are asked about in the answer to these, if they are still in doubt. */
const onePerField = (questions: readonly OpenQuestion[]): OpenQuestion[] =>
  questions.filter(({ field }, at) => questions.findIndex((question) => question.field === field) === at);
