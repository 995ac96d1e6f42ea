import { type ChosenInstance, labelOf, optionTitle, type Recommendation } from '../recommender/index.ts';
import { writeMonthlyCost } from '../wording/money.ts';
import { writeValue } from '../wording/quantities/index.ts';
import { headline } from '../wording/sentences.ts';
import { bullet, inert, WIDTH, wrap } from './lines.ts';

/** What is listed of one kind; `--json` has all of it. */
const LISTED_MAX = 4;

type Confidence = NonNullable<Recommendation['choice']>['confidence'];

const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  firm: 'Confidence: firm. No ordinary value of what was left out changes the option.',
  likely: 'Confidence: likely. Another option would win in these cases:',
  'needs-facts': 'Confidence: needs facts. These decide:',
};

/** The answer in a few lines: option, instance, cost, how sure it is, and the assumptions that decide. Ends in a line break. */
export function writeShort(recommendation: Recommendation): string {
  const { choice } = recommendation;
  const lines = choice ? linesOf(recommendation, choice) : waysOut(recommendation);
  return `${[...wrap(inert(titleOf(recommendation)), WIDTH), ...lines].join('\n')}\n`;
}

/** Where facts are needed, the option is not claimed. */
function titleOf(recommendation: Recommendation): string {
  const { choice, workload } = recommendation;
  if (choice?.confidence !== 'needs-facts') return headline(recommendation);
  return `Too little is known to choose for ${workload.name}. As assumed: ${optionTitle(choice.option)}`;
}

function linesOf(recommendation: Recommendation, choice: NonNullable<Recommendation['choice']>): string[] {
  const cost = recommendation.costs.find(({ option }) => option === choice.option);
  const decisive = recommendation.assumptions.filter((assumption) => assumption.decisive);
  return [
    inert(choice.title),
    `Instances: ${instancesOf(choice)}`,
    `Cost: ${cost ? writeMonthlyCost(cost) : 'cost not known'}`,
    CONFIDENCE[choice.confidence],
    ...listed(choice.holdsIf.map(({ text }) => text)),
    ...(decisive.length === 0 ? [] : ['Assumed:']),
    ...listed(decisive.map(({ field, value }) => `${labelOf(field)}: ${assumed(field, value)}`)),
  ];
}

const assumed = (field: Recommendation['assumptions'][number]['field'], value: unknown): string =>
  value === null ? 'not given' : writeValue(field, value);

function instancesOf({ instance, option }: NonNullable<Recommendation['choice']>): string {
  if (instance) return writeInstance(instance);
  return option === 'serverless' ? 'none (serverless)' : 'none that holds the model';
}

/** "1 × ml.m5.xlarge", "0 to 4 × ml.g5.xlarge" */
function writeInstance({ type, min, max }: ChosenInstance): string {
  return `${min === max ? max : `${min} to ${max}`} × ${inert(type)}`;
}

function waysOut({ rejected }: Recommendation): string[] {
  return listed(
    rejected.flatMap(({ title, wouldFitIf }) => (wouldFitIf ? [`${title}: ${wouldFitIf.text}`] : [])),
    2,
  );
}

function listed(texts: readonly string[], most = LISTED_MAX): string[] {
  const more = texts.length - most;
  return [
    ...texts.slice(0, most).flatMap((text) => bullet(inert(text))),
    ...(more > 0 ? [`  and ${more} more (all of them with --json)`] : []),
  ];
}
