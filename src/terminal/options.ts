import {
  formatGB,
  formatMB,
  formatNumber,
  formatSeconds,
  type InferenceOptionId,
  optionTitle,
  type Reason,
  type ReasonCode,
  type Recommendation,
  type RejectedOption,
} from '../recommender/index.ts';
import { writeOptionCost } from '../wording/money.ts';
import { type Column, type Footnotes, inert, type Section, table } from './lines.ts';

/** 100 columns in all, with the gaps between them and the indent. */
const COLUMNS: readonly Column[] = [
  { title: 'Option', width: 22 },
  { title: 'Verdict', width: 10 },
  { title: 'Number', width: 16 },
  { title: 'What decides it', width: 44 },
];

const COLUMNS_WITH_COST: readonly Column[] = [
  { title: 'Option', width: 22 },
  { title: 'Verdict', width: 10 },
  { title: 'Number', width: 10 },
  { title: 'Cost a month', width: 16 },
  { title: 'What decides it', width: 32 },
];

const VERDICTS: Readonly<Record<RejectedOption['verdict'], string>> = {
  'ruled-out': 'ruled out',
  outranked: 'outranked',
};

const REASONS_SHOWN_MAX = 3;

interface Row {
  option: InferenceOptionId;
  title: string;
  verdict: string;
  number: string;
  words: string;
}

/** All four options, the choice first: verdict, the deciding number, a month's cost where any is known, and what each lost on. */
export const OPTIONS: Section = {
  title: 'All options',
  lines: (recommendation, footnotes) => {
    const rows = rowsOf(recommendation, footnotes).map(({ option, title, verdict, number, words }) => {
      const cost = writeOptionCost(option, recommendation);
      return cost === null ? [title, verdict, number, words] : [title, verdict, stacked(number), cost, words];
    });
    const showsCost = rows.some(({ length }) => length === COLUMNS_WITH_COST.length);
    return table(showsCost ? COLUMNS_WITH_COST : COLUMNS, rows);
  },
};

/** "500 MB < 1 GB" over two lines, broken before the sign. */
const stacked = (number: string): string => number.replace(/ (?=[<>=])/, '\n');

function rowsOf({ choice, rationale, rejected }: Recommendation, { cite }: Footnotes): Row[] {
  const chosen = choice && {
    option: choice.option,
    title: optionTitle(choice.option),
    verdict: choice.conditional ? 'chosen, if' : 'chosen',
    number: decidingNumberOf(rationale),
    words: inert(choice.title),
  };
  const others = rejected.map(({ option, title, verdict, reasons, wouldFitIf }) => ({
    option,
    title: inert(title),
    verdict: VERDICTS[verdict],
    number: decidingNumberOf(reasons),
    words: [...reasons.slice(0, REASONS_SHOWN_MAX).map(cite), ...(wouldFitIf ? [inert(wouldFitIf.text)] : [])].join(
      '\n',
    ),
  }));
  return chosen ? [chosen, ...others] : others;
}

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  'payload-fits': formatMB,
  'payload-over-quota': formatMB,
  'payload-disputed': formatMB,
  'record-over-mini-batch': formatMB,
  'processing-fits': formatSeconds,
  'processing-over-quota': formatSeconds,
  'answer-later-than-needed': formatSeconds,
  'queue-gives-no-promise': formatSeconds,
  'requests-not-a-data-set': formatSeconds,
  'caller-waits': formatSeconds,
  'caller-timeout-shorter': formatSeconds,
  'cold-starts-not-accepted': formatSeconds,
  'wake-up-over-response-time': formatSeconds,
  'wake-up-unproven': formatSeconds,
  'answers-directly': formatSeconds,
  'answers-within-queue': formatSeconds,
  'memory-available': formatGB,
  'model-over-memory': formatGB,
  'image-fits': formatGB,
  'image-over-quota': formatGB,
  'concurrency-available': formatNumber,
  'concurrency-over-quota': formatNumber,
  'containers-over-quota': formatNumber,
  'endpoints-over-quota': formatNumber,
  'job-needs-quota-raise': formatNumber,
} satisfies Partial<Record<ReasonCode, (value: number) => string>>;

/** What was asked against what is allowed: "500 MB > 25 MB"; only what was asked where nothing stands against it. */
function decidingNumber({ code, asked, allowed }: Reason): string {
  const format = FORMATS[code];
  if (!format || typeof asked !== 'number') return '';
  if (typeof allowed !== 'number') return format(asked);
  const sign = asked > allowed ? '>' : asked < allowed ? '<' : '=';
  return `${format(asked)} ${sign} ${format(allowed)}`;
}

/** The number of the first reason that has one. */
function decidingNumberOf(reasons: readonly Reason[]): string {
  return reasons.map(decidingNumber).find((text) => text !== '') ?? '';
}
