import { measureIt } from '../deploy/measuring/index.ts';
import {
  briefReason,
  type CostCurve,
  type InferenceOptionId,
  optionTitle,
  type Recommendation,
  type RejectedOption,
  whatWouldChange,
} from '../recommender/index.ts';
import { answerLines, conditionLine, firstLine, sizeAndCost, sizingLines } from '../wording/answer-head.ts';
import { fitWords, hostingsApart, policyWords, reasonsApart, underName, waysOut } from '../wording/differences.ts';
import { briefCost, noteBesideBill, writeBillLine, writePricesAsOf } from '../wording/money.ts';
import { OUTSIDE_TITLE } from '../wording/savings.ts';
import { ask, firstStep, joinClauses, splitAssumptions, warningsBeside } from '../wording/sentences.ts';
import { pricedIn, titleOf } from '../wording/short-parts.ts';
import { writePaidCost } from '../wording/team-prices.ts';
import { curveSection } from './cost-chart.ts';
import { bullet, columnsOf, createFootnotes, inert, type Section, table, WIDTH, wrap } from './lines.ts';

// The recommendation for a terminal: text in columns, with footnotes. Knows no Slack and no database.

/**
 * The recommendation for a terminal: plain text without color, ending in a line break. No line is wider than 80 columns except
 * URLs, which stay whole so that they can be opened. `curve`: its costs at other volumes.
 */
export function writeRecommendation(recommendation: Recommendation, curve: CostCurve | null): string {
  const footnotes = createFootnotes();
  const parts = sectionsWith(curve).map(({ title, lines }) => ({ title, lines: lines(recommendation, footnotes) }));
  const sources = { title: 'Sources', lines: footnotes.lines() };
  const { quotasAsOf, pricesAsOf, version } = recommendation.facts;
  const shown = [...parts, sources].filter(({ lines }) => lines.length > 0);
  return [
    ...writeHead(recommendation),
    ...shown.flatMap(({ title, lines }) => ['', title, ...lines]),
    '',
    ...wrap(`Quotas as of ${quotasAsOf}, ${writePricesAsOf(pricesAsOf)}, facts ${version}.`, WIDTH),
    '',
  ].join('\n');
}

/** What is claimed, and the numbers that decide. */
function writeHead(recommendation: Recommendation): string[] {
  const title = wrap(inert(titleOf(recommendation)), WIDTH);
  return [
    ...title,
    '='.repeat(Math.max(...title.map(columnsOf))),
    ...[
      pricedIn(recommendation),
      sizeAndCost(recommendation),
      ...sizingLines(recommendation),
      firstLine(recommendation),
      conditionLine(recommendation),
    ]
      .filter((line) => line !== undefined)
      .flatMap((line) => wrap(inert(line), WIDTH)),
  ];
}

/** What the team's policy did. */
const POLICY: Section = {
  title: 'Policy',
  lines: (recommendation) => policyWords(recommendation).flatMap((text) => bullet(inert(text))),
};

const WHY: Section = {
  title: 'Why',
  lines: ({ rationale }, { cite }) => rationale.flatMap((reason) => bullet(cite(reason))),
};

const OPTION_WIDTH = 24;
const COST_WIDTH = 18;
const REASON_WIDTH = 32;

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

/** The column says "per month", so a month's amount stands alone. */
function monthlyOf(option: InferenceOptionId, { costs }: Recommendation): string {
  const cost = costs.find((each) => each.option === option);
  const brief = cost && briefCost(cost);
  if (brief === undefined) return 'not priced';
  return brief.unit === 'per month' ? brief.amount : `${brief.amount} ${brief.unit}`;
}

const SHOWN_MAX = 5;

/** The nearest changes after which the option would be another. */
const CHANGES: Section = {
  title: 'What would change it',
  lines: (recommendation) =>
    recommendation.choice === null || recommendation.choice.confidence === 'needs-facts'
      ? []
      : whatWouldChange(recommendation, SHOWN_MAX).flatMap((text) => bullet(inert(text))),
};

/** The way out where no option fits, nearest first. */
const WAYS_OUT: Section = {
  title: 'What would make it fit',
  lines: (recommendation) =>
    recommendation.choice !== null ? [] : waysOut(recommendation, SHOWN_MAX).flatMap(({ text }) => bullet(inert(text))),
};

/** What else of AWS's to look at. */
const OUTSIDE: Section = {
  title: OUTSIDE_TITLE,
  lines: ({ outside = [] }, { cite }) => outside.flatMap((line) => bullet(cite(line))),
};

const WARNINGS: Section = {
  title: 'Before you deploy',
  lines(recommendation, { cite }) {
    const first = firstStep(recommendation);
    return warningsBeside(recommendation)
      .filter((warning) => warning !== first)
      .flatMap((reason) => bullet(cite(reason)));
  },
};

/** The command that measures the chosen type, where that may change its size, and how its result comes back. */
const MEASURE: Section = {
  title: 'Measure it',
  lines(recommendation) {
    const it = measureIt(recommendation);
    if (!it.ok || !it.isAdvised) return [];
    const { command, instanceType, ways } = it;
    const rest = `--measure prints a script with ${joinClauses(ways, 'and')}. Add the result with --measured FILE@${instanceType}.`;
    return [...(command === null ? [] : commandLines(command)), ...bullet(rest)];
  },
};

/** A command over lines that a shell joins. An address has its own, since it may be longer than a line. */
function commandLines(command: string): string[] {
  const lines: string[] = [];
  for (const part of inert(command).split(/ (?=--|https:)/)) {
    const last = lines.at(-1);
    if (last !== undefined && columnsOf(`${last} ${part}`) <= WIDTH - COMMAND_INDENT - 2) {
      lines[lines.length - 1] = `${last} ${part}`;
    } else lines.push(part);
  }
  return lines.map((line, at) => `${' '.repeat(COMMAND_INDENT)}${line}${at === lines.length - 1 ? '' : ' \\'}`);
}

const COMMAND_INDENT = 4;

/** Settings and features of AWS's that suit the choice. */
const NOTES: Section = {
  title: 'Worth knowing',
  lines: ({ notes = [] }, { cite }) => notes.flatMap((note) => bullet(cite(note))),
};

/** What nobody stated and could change the option. */
const DECISIVE: Section = {
  title: 'Assumptions to confirm',
  lines: ({ choice, assumptions }) =>
    choice?.confidence === 'needs-facts'
      ? []
      : assumptions.filter(({ decisive }) => decisive).flatMap(({ text }) => bullet(inert(text))),
};

/** Where too little is known: what to answer, and where the answers lead. */
const QUESTIONS: Section = {
  title: 'Answer these',
  lines: ({ questions = [] }) =>
    questions.flatMap((question) => [
      ...bullet(inert(ask(question))),
      ...answerLines(question).flatMap((line) => bullet(inert(line), 4)),
    ]),
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
  lines: ({ costs, savingsPlan }, { cite }) => [
    ...costs.flatMap((cost) => [
      ...bullet(
        `${optionTitle(cost.option)}: ${writePaidCost(cost)}.${cost.note === null ? '' : ` ${inert(noteBesideBill(cost.note))}`}`,
      ),
      ...cost.components.flatMap((component) => bullet(inert(writeBillLine(component)), 4)),
    ]),
    ...(savingsPlan === undefined ? [] : bullet(cite(savingsPlan))),
  ],
};

const REASONS_MAX = 3;

/** The reasons against the others, with sources, and what each would need. */
const WHY_NOT: Section = {
  title: 'Why not the others',
  lines: ({ choice, rejected, rejectedHosting, workload }, { cite }) => [
    ...reasonsApart(rejected).flatMap((reasons, index) => {
      const other = rejected[index] as RejectedOption;
      const fits = choice === null ? undefined : fitWords(other, workload);
      const change = fits === undefined ? [] : [inert(fits)];
      const said = reasons.slice(0, REASONS_MAX).map((reason) => cite(underName(reason, other.title)));
      return bullet([`${optionTitle(other.option)}:`, ...said, ...change].join(' '));
    }),
    ...hostingsApart(rejectedHosting).flatMap(({ title, reasons }) =>
      bullet(`${title}: ${reasons.map(cite).join(' ') || 'not chosen.'}`),
    ),
  ],
};

/** The parts of the answer in reading order. Add one here. */
const sectionsWith = (curve: CostCurve | null): readonly Section[] => [
  QUESTIONS,
  POLICY,
  WHY,
  OPTIONS,
  CHANGES,
  WAYS_OUT,
  OUTSIDE,
  WARNINGS,
  MEASURE,
  DECISIVE,
  ASSUMPTIONS,
  NOTES,
  BILL,
  curveSection(curve),
  WHY_NOT,
];
