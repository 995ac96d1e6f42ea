import { inert } from '../terminal/lines.ts';
import { bullet, mdCell } from '../wording/markdown.ts';
import { conditionWords, findingWords, reasonWords } from './proposal.ts';
import { type Audit, forReading, type Line } from './rank.ts';
import { accountWords, auditNote, nameOf, rowWords, unknownWords } from './write-account.ts';

// An audit to post by hand. Names come from the account: none of them becomes markup, a mention or a link.

/** Above this many lines, the rest is listed by count. */
const SHOWN_MAX = 100;

const HEADINGS = ['Endpoint', 'Now', 'Saves', 'Proposed', 'Why', 'Also found'];

/** An account in Markdown: its total, a row for each line, and what was not read. */
export function writeMarkdown(audit: Audit): string {
  const { lines, account } = audit;
  const shown = forReading(lines).slice(0, SHOWN_MAX);
  const rest = lines.length - shown.length;
  const parts = [
    [`**${plain(accountWords(audit))}**`],
    account.days === null ? [] : [`${account.days} days of metrics`],
    lines.length === 0 ? [account.incomplete.length === 0 ? 'No endpoints.' : 'No endpoint was read.'] : tableOf(shown),
    rest > 0 ? [`… ${rest} more, all of them with --csv`] : [],
    listed('Not read', unknownWords(account.incomplete)),
    [plain(auditNote(audit))],
  ];
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n')}\n`;
}

function tableOf(lines: readonly Line[]): string[] {
  const rows = lines.map((line) => {
    const { name, now, saves, proposal, why, found } = rowWords(line);
    const place = line.region === null ? name : `${name} (${line.region})`;
    return [place, now, saves, proposal, why, found.join('. ')].map(plain);
  });
  return [HEADINGS, HEADINGS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

const listed = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`${title}:`, '', ...items.map((item) => bullet(plain(item)))];

const plain = (text: string): string => mdCell(inert(text));

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
