import { measureIt } from '../deploy/measuring/index.ts';
import {
  briefReason,
  type CostCurve,
  type InferenceOptionId,
  type OpenQuestion,
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
import { curveLines } from './cost-chart.ts';
import { bullet, columnsOf, createFootnotes, inert, table, WIDTH, wrap } from './lines.ts';

// The recommendation for a terminal: text in columns, with footnotes. Knows no Slack and no database.

/**
 * The recommendation for a terminal: plain text without color, ending in a line break. No line is wider than 80 columns except
 * URLs, which stay whole so that they can be opened. `curve`: its costs at other volumes.
 */
export function writeRecommendation(recommendation: Recommendation, curve: CostCurve | null): string {
  const footnotes = createFootnotes();
  const parts = sectionsOf(recommendation, footnotes.cite, curve);
  const { quotasAsOf, pricesAsOf, version } = recommendation.facts;
  const shown = [...parts, ['Sources', footnotes.lines()] as const].filter(([, lines]) => lines.length > 0);
  return [
    ...writeHead(recommendation),
    ...shown.flatMap(([title, lines]) => ['', title, ...lines]),
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

type Cite = ReturnType<typeof createFootnotes>['cite'];

const bullets = (texts: readonly string[]): string[] => texts.flatMap((text) => bullet(inert(text)));

const SHOWN_MAX = 5;

/** The parts of the answer in reading order; those without lines are left out. Add one here. */
function sectionsOf(
  recommendation: Recommendation,
  cite: Cite,
  curve: CostCurve | null,
): (readonly [title: string, lines: string[]])[] {
  const { choice, questions = [], rationale, outside = [], notes = [] } = recommendation;
  const isAsking = choice?.confidence === 'needs-facts';
  const first = firstStep(recommendation);
  const { decisive, open, estimate } = splitAssumptions(recommendation);
  const cited = (reasons: readonly Parameters<Cite>[0][]) => reasons.flatMap((reason) => bullet(cite(reason)));
  return [
    ['Answer these', questions.flatMap(questionLines)],
    ['Policy', bullets(policyWords(recommendation))],
    ['Why', cited(rationale)],
    ['Options', optionsTable(recommendation)],
    ['What would change it', choice === null || isAsking ? [] : bullets(whatWouldChange(recommendation, SHOWN_MAX))],
    [
      'What would make it fit',
      choice === null ? bullets(waysOut(recommendation, SHOWN_MAX).map(({ text }) => text)) : [],
    ],
    [OUTSIDE_TITLE, cited(outside)],
    ['Before you deploy', cited(warningsBeside(recommendation).filter((warning) => warning !== first))],
    ['Measure it', measureLines(recommendation)],
    ['Assumptions to confirm', bullets(isAsking ? [] : decisive.map(({ text }) => text))],
    ['Other assumptions', bullets([...open, ...estimate].map(({ text }) => text))],
    ['Worth knowing', cited(notes)],
    ['Bill', billLines(recommendation, cite)],
    ['Cost per month at other volumes', curveLines(curve)],
    ['Why not the others', whyNotLines(recommendation, cite)],
  ];
}

/** What to answer, and where the answers lead. */
const questionLines = (question: OpenQuestion): string[] => [
  ...bullet(inert(ask(question))),
  ...answerLines(question).flatMap((line) => bullet(inert(line), 4)),
];

const COLUMNS = [
  { title: 'Option', width: 24 },
  { title: 'Per month', width: 18 },
  { title: 'Why not', width: 32 },
];

/** All options, the choice first: what each costs per month, and why not. */
function optionsTable(recommendation: Recommendation): string[] {
  const { choice, rejected } = recommendation;
  const chosen = choice ? [[`✓ ${optionTitle(choice.option)}`, monthlyOf(choice.option, recommendation), '']] : [];
  const others = rejected.map(({ option, verdict, reasons: [strongest] }) => [
    optionTitle(option),
    verdict === 'ruled-out' ? 'ruled out' : monthlyOf(option, recommendation),
    strongest === undefined ? '' : inert(briefReason(strongest, option)),
  ]);
  return table(COLUMNS, [...chosen, ...others]);
}

/** The column says "per month", so a month's amount stands alone. */
function monthlyOf(option: InferenceOptionId, { costs }: Recommendation): string {
  const cost = costs.find((each) => each.option === option);
  const brief = cost && briefCost(cost);
  if (brief === undefined) return 'not priced';
  return brief.unit === 'per month' ? brief.amount : `${brief.amount} ${brief.unit}`;
}

/** The command that measures the chosen type, where that may change its size, and how its result comes back. */
function measureLines(recommendation: Recommendation): string[] {
  const it = measureIt(recommendation);
  if (!it.ok || !it.isAdvised) return [];
  const { command, instanceType, ways } = it;
  const rest = `--measure prints a script with ${joinClauses(ways, 'and')}. Add the result with --measured FILE@${instanceType}.`;
  return [...(command === null ? [] : commandLines(command)), ...bullet(rest)];
}

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

function billLines({ costs, savingsPlan }: Recommendation, cite: Cite): string[] {
  const bills = costs.flatMap((cost) => {
    const note = cost.note === null ? '' : ` ${inert(noteBesideBill(cost.note))}`;
    return [
      ...bullet(`${optionTitle(cost.option)}: ${writePaidCost(cost)}.${note}`),
      ...cost.components.flatMap((component) => bullet(inert(writeBillLine(component)), 4)),
    ];
  });
  return savingsPlan === undefined ? bills : [...bills, ...bullet(cite(savingsPlan))];
}

const REASONS_MAX = 3;

/** The reasons against the others, with sources, and what each would need. */
function whyNotLines({ choice, rejected, rejectedHosting, workload }: Recommendation, cite: Cite): string[] {
  return [
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
  ];
}
