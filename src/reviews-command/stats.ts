import { optionTitle } from '../recommender/index.ts';
import { type Figures, type FiguresOfOption, figuresOf, readCounted } from '../reviews/figures.ts';
import { table, WIDTH, wrap } from '../terminal/lines.ts';
import { counted, type Run } from './command.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Writes how teams decided in the last days, per option and in total. */
export const writeStats: Run<'stats'> = async ({ db, write, now }, { days, teamId, format }) => {
  const since = now - days * DAY_MS;
  const figures = figuresOf(await readCounted(db, since, { teamId }));
  if (format === 'text') await write(textOf(figures, days));
  else if (format === 'csv') await write(csvOf(figures));
  else await write(`${JSON.stringify({ days, since: new Date(since).toISOString(), ...figures }, null, 2)}\n`);
  return undefined;
};

type Stats = ReturnType<typeof figuresOf>;

const CSV_HEADINGS = ['option', 'decided', 'overridden', 'median_days_to_decision'];

/** For a spreadsheet (RFC 4180); the last row is the total. */
function csvOf({ options, total }: Stats): string {
  const rows = [...options.map((of) => csvRow(of.option, of)), csvRow('total', total)];
  return [CSV_HEADINGS, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

const csvRow = (option: string, { decided, overridden, medianDays }: Figures): string[] =>
  [option, decided, overridden, rounded(medianDays)].map(String);

const rounded = (value: number | null): number | '' => (value === null ? '' : Math.round(value * 100) / 100);

const COLUMNS = [
  { title: 'option', width: 22 },
  { title: 'decided', width: 8 },
  { title: 'overridden', width: 11 },
  { title: 'days', width: 6 },
];

function textOf({ options, total }: Stats, days: number): string {
  const title = `The last ${counted(days, 'day')}: ${counted(total.decided, 'decision')}.`;
  if (options.length === 0) return `${title}\n`;
  const rows = [...options.map((of: FiguresOfOption) => rowOf(optionTitle(of.option), of)), rowOf('total', total)];
  const meaning = 'days: median between request and decision.';
  return `${title}\n\n${table(COLUMNS, rows).join('\n')}\n\n${wrap(meaning, WIDTH).join('\n')}\n`;
}

const rowOf = (option: string, { decided, overridden, medianDays }: Figures): string[] => [
  option,
  `${decided}`,
  `${overridden}`,
  medianDays?.toFixed(1) ?? '–',
];
