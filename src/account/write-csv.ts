import { conditionWords, findingWords, reasonWords } from './proposal.ts';
import { forReading, type Line } from './rank.ts';
import { nameOf, rowWords } from './write-account.ts';

const CSV_HEADINGS = [
  'kind',
  'region',
  'name',
  'option',
  'hosting',
  'instance',
  'count',
  'usd_per_month_now',
  'usd_per_month_recommended',
  'saving_usd_per_month',
  'likely_saving_usd_per_month',
  'likely_if',
  'proposed',
  'why',
  'findings',
  'not_known',
];

/** All lines for a spreadsheet (RFC 4180). Text that a spreadsheet would run as a formula starts with an apostrophe. */
export function writeCsv(lines: readonly Line[]): string {
  const rows = forReading(lines).map((line) => [
    line.kind,
    line.region,
    line.name,
    line.runs.option,
    line.runs.hosting,
    line.runs.instance,
    line.runs.count,
    dollars(line.monthlyUsd?.now),
    dollars(line.monthlyUsd?.recommended),
    dollars(line.saving),
    dollars(line.likely?.saving),
    line.likely === null ? '' : conditionWords(line.likely, Infinity),
    rowWords(line).proposal,
    reasonWords(line) ?? '',
    line.findings.map(findingWords).join('; '),
    line.unknown.map(({ what }) => nameOf(what)).join(', '),
  ]);
  return `${[CSV_HEADINGS, ...rows].map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`;
}

const dollars = (usd: number | null | undefined): number | null =>
  usd === null || usd === undefined ? null : Math.round(usd * 100) / 100;

/**
 * What a spreadsheet runs, also after what it drops when it reads a file, and in full width
 * (owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

function cellText(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
