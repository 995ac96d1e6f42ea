import { inert } from '../terminal/lines.ts';
import { bullet, mdCell } from '../wording/markdown.ts';
import { type Audit, forReading, type Line } from './rank.ts';
import { accountWords, auditNote, rowWords, unknownWords } from './write-account.ts';

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
