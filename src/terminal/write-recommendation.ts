import {
  briefReason,
  type Choice,
  type ChosenInstance,
  formatNumber,
  formatUsd,
  hostingTitle,
  type InferenceOptionId,
  optionTitle,
  type Recommendation,
  type Scaling,
} from '../recommender/index.ts';
import { writeBillLine, writeMonthlyCost, writePricesAsOf } from '../wording/money.ts';
import { splitAssumptions } from '../wording/sentences.ts';
import { COST_CURVE } from './cost-chart.ts';
import { bullet, columnsOf, createFootnotes, inert, type Section, table, WIDTH, wrap } from './lines.ts';

// The recommendation for a terminal: text in columns, with footnotes. Knows no Slack and no database.
// May import: recommender, wording.

/**
 * The recommendation for a terminal: plain text without color, ending in a line break. No line is wider than 80 columns except
 * URLs, which stay whole so that they can be opened.
 */
export function writeRecommendation(recommendation: Recommendation): string {
  const footnotes = createFootnotes();
  const parts = SECTIONS.map(({ title, lines }) => ({ title, lines: lines(recommendation, footnotes) }));
  const sources = { title: 'Sources', lines: footnotes.lines() };
  const { quotasAsOf, pricesAsOf, version } = recommendation.facts;
  const shown = [...parts, sources].filter(({ lines }) => lines.length > 0);
  return [
    ...writeHead(recommendation),
    ...shown.flatMap(({ title, lines }) => ['', title, ...lines]),
    '',
    `Quotas as of ${quotasAsOf}, ${writePricesAsOf(pricesAsOf)}, facts ${version}.`,
    '',
  ].join('\n');
}

/** What is claimed, and the numbers that decide. */
export function writeHead(recommendation: Recommendation): string[] {
  const title = wrap(inert(`${claimOf(recommendation)} · ${recommendation.workload.name}`), WIDTH);
  return [
    ...title,
    '='.repeat(Math.max(...title.map(columnsOf))),
    ...wrap(inert(summaryOf(recommendation)), WIDTH),
    ...conditionsOf(recommendation),
  ];
}

/** The option, unless too little is known to choose one. */
function claimOf({ choice }: Recommendation): string {
  if (choice === null) return 'No option fits';
  return choice.confidence === 'needs-facts' ? 'Needs facts' : optionTitle(choice.option);
}

function summaryOf({ choice, costs }: Recommendation): string {
  if (choice === null) return 'Each option fails on something this workload requires.';
  const cost = costs.find(({ option }) => option === choice.option);
  const setup = [
    servedBy(choice),
    cost ? writeMonthlyCost(cost) : 'cost not known',
    CONFIDENCE[choice.confidence],
  ].join(' · ');
  return choice.confidence === 'needs-facts' ? `As assumed: ${optionTitle(choice.option)}, ${setup}` : setup;
}

const CONFIDENCE: Readonly<Record<Choice['confidence'], string>> = {
  firm: 'Firm',
  likely: 'Likely',
  'needs-facts': 'Needs facts',
};

const SCALING: Readonly<Record<Scaling, string>> = {
  fixed: 'Fixed',
  'auto-scaling': 'Auto scaling',
  'scale-to-zero': 'Scales to zero',
  'on-demand': 'On demand',
  'provisioned-concurrency': 'Provisioned concurrency',
  'per-job': 'One job per run',
};

/** "Multi-model endpoint, auto scaling, 2–6 × ml.m5.large" */
function servedBy({ hosting, scaling, instance }: Choice): string {
  const parts = [
    ...(hosting === 'single-model' ? [] : [hostingTitle(hosting)]),
    SCALING[scaling],
    ...(instance ? [writeInstances(instance)] : []),
  ];
  return parts.map((part, index) => (index === 0 ? part : part.charAt(0).toLowerCase() + part.slice(1))).join(', ');
}

/** "5 × ml.m5.large", "2–6 × ml.m5.large", "up to 4 × ml.g5.xlarge" */
function writeInstances({ type, min, max }: ChosenInstance): string {
  if (min === max) return `${formatNumber(max)} × ${type}`;
  return min > 0 ? `${formatNumber(min)}–${formatNumber(max)} × ${type}` : `up to ${formatNumber(max)} × ${type}`;
}

/** The unstated facts that would lead to another option. */
function conditionsOf({ choice }: Recommendation): string[] {
  if (choice === null || choice.holdsIf.length === 0) return [];
  return ['Another option would win:', ...choice.holdsIf.flatMap(({ text }) => bullet(inert(text)))];
}

const WHY: Section = {
  title: 'Why',
  lines: ({ rationale }, { cite }) => rationale.flatMap((reason) => bullet(cite(reason))),
};

const OPTION_WIDTH = 24;
const COST_WIDTH = 14;
const REASON_WIDTH = 36;

/** All options, the choice first: what each costs per month, and why not. */
const OPTIONS: Section = {
  title: 'Options',
  lines(recommendation) {
    const { choice, rejected } = recommendation;
    const chosen = choice ? [[`✓ ${optionTitle(choice.option)}`, monthlyOf(choice.option, recommendation), '']] : [];
    const others = rejected.map(({ option, verdict, reasons: [strongest] }) => [
      optionTitle(option),
      verdict === 'ruled-out' ? 'ruled out' : monthlyOf(option, recommendation),
      strongest === undefined ? '' : inert(briefReason(strongest, option)),
    ]);
    const columns = [
      { title: 'Option', width: OPTION_WIDTH },
      { title: 'Per month', width: COST_WIDTH },
      { title: 'Why not', width: REASON_WIDTH },
    ];
    return table(columns, [...chosen, ...others]);
  },
};

function monthlyOf(option: InferenceOptionId, { costs }: Recommendation): string {
  const usd = costs.find((cost) => cost.option === option)?.monthlyUsd;
  return usd ? formatUsd(usd.likely) : 'not known';
}

const SHOWN_MAX = 5;

/** The nearest changes after which the option would be another. */
const CHANGES: Section = {
  title: 'What would change it',
  lines: ({ choice, flips }) =>
    choice === null ? [] : flips.slice(0, SHOWN_MAX).flatMap(({ text }) => bullet(inert(text))),
};

/** The way out where no option fits, the fewest changes first. */
const WAYS_OUT: Section = {
  title: 'What would make it fit',
  lines: ({ choice, rejected }) =>
    choice !== null
      ? []
      : rejected
          .flatMap(({ option, wouldFitIf }) => (wouldFitIf === null ? [] : [{ option, ...wouldFitIf }]))
          .toSorted((a, b) => Object.keys(a.changes).length - Object.keys(b.changes).length)
          .flatMap(({ option, text }) => bullet(`${optionTitle(option)}: ${inert(text)}`)),
};

const WARNINGS: Section = {
  title: 'Before you deploy',
  lines: ({ warnings }, { cite }) => warnings.flatMap((reason) => bullet(cite(reason))),
};

/** What nobody stated and could change the option. */
const DECISIVE: Section = {
  title: 'Assumptions to confirm',
  lines: ({ assumptions }) => assumptions.filter(({ decisive }) => decisive).flatMap(({ text }) => bullet(inert(text))),
};

/** What nobody stated and changes no more than the cost; then what the estimate assumes. */
const ASSUMPTIONS: Section = {
  title: 'Other assumptions',
  lines(recommendation) {
    const { open, estimate } = splitAssumptions(recommendation);
    return [...open.filter(({ decisive }) => !decisive), ...estimate].flatMap(({ text }) => bullet(inert(text)));
  },
};

/** What each option that fits costs per month, and its bill. */
const BILL: Section = {
  title: 'Bill',
  lines: ({ costs }) =>
    costs.flatMap((cost) => [
      ...bullet(
        `${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}.${cost.note === null ? '' : ` ${inert(cost.note)}`}`,
      ),
      ...cost.components.flatMap((component) => bullet(inert(writeBillLine(component)), 4)),
    ]),
};

const REASONS_MAX = 3;

/** Every reason against the others, with sources, and what each would need. */
const WHY_NOT: Section = {
  title: 'Why not the others',
  lines: ({ choice, rejected, rejectedHosting }, { cite }) => [
    ...rejected.flatMap(({ option, reasons, wouldFitIf }) => {
      const change = choice !== null && wouldFitIf !== null ? [inert(wouldFitIf.text)] : [];
      return bullet([`${optionTitle(option)}:`, ...reasons.slice(0, REASONS_MAX).map(cite), ...change].join(' '));
    }),
    ...rejectedHosting.flatMap(({ hosting, reasons }) =>
      bullet(`${hostingTitle(hosting)}: ${reasons.map(cite).join(' ') || 'not chosen.'}`),
    ),
  ],
};

/** The parts of the answer in reading order. Add one here. */
const SECTIONS: readonly Section[] = [
  WHY,
  OPTIONS,
  CHANGES,
  WAYS_OUT,
  WARNINGS,
  DECISIVE,
  ASSUMPTIONS,
  BILL,
  COST_CURVE,
  WHY_NOT,
];
