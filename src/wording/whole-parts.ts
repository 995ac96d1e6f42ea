import {
  DEFAULT_REGION,
  type OptionCost,
  optionTitle,
  otherLoadsTexts,
  type Reason,
  type Recommendation,
  type RejectedOption,
} from '../recommender/index.ts';
import { conditionLine, firstLine, sizeAndCost, sizingLines } from './answer-head.ts';
import { hostingsApart, policyWords } from './differences.ts';
import { writeBillLine, writeBriefCost, writePricesAsOf } from './money.ts';
import { type Line, type Part, part } from './parts.ts';
import { OUTSIDE_TITLE } from './savings.ts';
import { firstStep, splitAssumptions } from './sentences.ts';
import { questionsPart, TO_CONFIRM } from './short-parts.ts';
import { usersFeel } from './sizes.ts';
import { writePaidCost } from './team-prices.ts';

/** In the whole answer. */
export const ASSUMED = 'Assumed';

/** A recommendation in parts below its title, what matters most first. */
export function wholeParts(recommendation: Recommendation): Part[] {
  const { workload, rationale, rejected, rejectedHosting, flips, notes = [], outside = [] } = recommendation;
  const { choice, facts } = recommendation;
  const { decisive, open, estimate } = splitAssumptions(recommendation);
  const textsOf = (those: readonly { text: string }[]) => those.map(({ text }) => text);
  const felt = choice?.confidence === 'needs-facts' ? undefined : usersFeel(choice);
  const head = [
    sizeAndCost(recommendation),
    felt,
    conditionLine(recommendation),
    firstLine(recommendation),
    `Region ${regionWords(workload)}. Quotas as of ${facts.quotasAsOf}, ${writePricesAsOf(facts.pricesAsOf)}, facts ${facts.version}.`,
  ].filter((line) => line !== undefined);
  return [
    part(null, head),
    part('Policy', policyWords(recommendation)),
    questionsPart(recommendation),
    { title: 'Why', lines: rationale, of: 'reason', least: 2 },
    { title: 'Not chosen', lines: rejected.map((other) => rejectedLine(other, recommendation)) },
    { title: 'Before you deploy', lines: warningsOf(recommendation), of: 'warning', least: 3 },
    part(TO_CONFIRM, textsOf(decisive)),
    part(ASSUMED, textsOf([...open, ...estimate]), { of: 'assumption', least: 2 }),
    part(
      'Size',
      sizingLines(recommendation).filter((line) => line !== felt),
      { of: 'size line' },
    ),
    { title: OUTSIDE_TITLE, lines: outside, of: 'outside offer' },
    part('What would change it', [...textsOf(flips), ...otherLoadsTexts(recommendation)], { of: 'change' }),
    { title: 'Bill', lines: billOf(recommendation), of: 'bill line' },
    { title: 'Worth knowing', lines: notes, of: 'note' },
    {
      title: 'Also against the options',
      lines: rejected.flatMap(({ title, reasons }) => reasons.slice(1).map((reason) => named(title, reason))),
      of: 'further reason',
    },
    {
      title: 'Hosting not chosen',
      lines: hostingsApart(rejectedHosting).flatMap(hostingLines),
      of: 'hosting line',
    },
  ];
}

const regionWords = ({ region, otherRegions = [] }: Recommendation['workload']): string =>
  [region ?? `${DEFAULT_REGION} (assumed)`, ...otherRegions].join(', ');

/** A reason with the option that it is against. */
const named = (title: string, { text, source }: Reason): Line => ({
  text: text.includes(title) ? text : `${title}: ${text}`,
  source,
});

/** How an option lost. */
const VERDICTS = { 'ruled-out': 'ruled out', outranked: 'fits, but another option is better' } as const;

/** "Serverless Inference (ruled out): No GPUs. Fits if you don't need a GPU." */
function rejectedLine(
  { option, title, verdict, reasons: [first], wouldFitIf }: RejectedOption,
  { costs }: Recommendation,
): Line {
  const cost = costs.find((each) => each.option === option);
  const paid = cost && writeBriefCost(cost);
  const about = [VERDICTS[verdict], ...(paid === undefined ? [] : [paid])].join(', ');
  const said = [...(first ? [first.text] : []), ...(wouldFitIf ? [wouldFitIf.text] : [])];
  return { text: `${title} (${about}): ${said.join(' ')}`, source: first?.source };
}

/** The budget first, then in their own order, without what the head says. */
function warningsOf(recommendation: Recommendation): Reason[] {
  const first = firstStep(recommendation);
  const others = recommendation.warnings.filter((warning) => warning !== first);
  return others.toSorted((a, b) => Number(b.code === 'over-budget') - Number(a.code === 'over-budget'));
}

function billOf({ costs, savingsPlan }: Recommendation): Line[] {
  return [...costs.flatMap(billLines), ...(savingsPlan === undefined ? [] : [savingsPlan])];
}

/** An option's total, what limits it, and each thing that AWS bills. */
function billLines(cost: OptionCost): Line[] {
  const { option, components, note, perMillionOutputTokensUsd } = cost;
  const source = perMillionOutputTokensUsd?.source ?? undefined;
  return [
    { text: `${optionTitle(option)}: ${writePaidCost(cost)}.` },
    ...components.map((component) => ({ text: writeBillLine(component) })),
    ...(note === null ? [] : [{ text: note, source }]),
  ];
}

const hostingLines = ({ title, reasons }: ReturnType<typeof hostingsApart>[number]): Line[] =>
  reasons.length === 0
    ? [{ text: `${title}: ranks lower.` }]
    : reasons.map(({ text, source }) => ({ text: `${title}: ${text}`, source }));
