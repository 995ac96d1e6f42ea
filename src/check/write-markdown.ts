import { formatCount, formatUsd } from '../recommender/index.ts';
import { inert } from '../terminal/lines.ts';
import { mdCell } from '../wording/markdown.ts';
import { writeTeamPrices } from '../wording/team-prices.ts';
import type { Assessed, Change, Checked } from './checked.ts';
import { SEVERITY_WORDS } from './findings/finding.ts';
import { faultText } from './templates/declared.ts';
import { monthlyWords, runsWords } from './write-text.ts';

// A check as a comment on a pull request. Names come from templates: none of them becomes markup, a mention or a link.

/** Lines of a comment, whatever was checked. */
const LINES_MAX = 60;
const ROWS_MAX = 20;
const FINDINGS_MAX = 20;
const UNKNOWN_MAX = 8;
const NOTES_MAX = 4;
/** GitHub takes 65,536 characters (docs.github.com, comments, 2026): with 60 lines of these it never comes near. */
const CELL_MAX = 160;
/** With the command to run. */
const NOTE_MAX = 500;

/** A comment of at most 60 lines. */
export function writeMarkdown(checked: Checked): string {
  const { endpoints, faults, notes, change } = checked;
  const hasAmounts = endpoints.length > 0 || change !== undefined;
  const paid = hasAmounts ? (writeTeamPrices(checked.prices) ?? []) : [];
  const parts = [
    [[headline(checked), ...leftOut(checked), paid].flat().join(', ')],
    endpoints.length === 0 ? [] : tableLines(endpoints, change),
    capped(findingLines(endpoints), FINDINGS_MAX, 'finding'),
    unknownLines(endpoints),
    capped(
      [...faults.map(faultText), ...notes].map((note) => plain(note, NOTE_MAX)),
      NOTES_MAX,
      'note',
    ),
  ];
  const lines = parts.filter((part) => part.length > 0).flatMap((part, at) => (at === 0 ? part : ['', ...part]));
  return `${lines.slice(0, LINES_MAX).join('\n')}\n`;
}

function headline({ endpoints, change, files, faults }: Checked): string {
  if (endpoints.length === 0 && faults.length > 0)
    return `**Not checked: ${formatCount(faults.length, 'file')} can't be read**`;
  if (endpoints.length === 0 && change === undefined)
    return `**No SageMaker endpoint** in ${formatCount(files.length, 'template')}`;
  if (change === undefined) {
    const usd = endpoints.reduce((sum, { line }) => sum + (line.monthlyUsd.minimum ?? 0), 0);
    return `**SageMaker endpoints: ${formatUsd(usd)} per month** at the minimum`;
  }
  const { from, to } = change.monthlyUsd;
  if (formatUsd(from) === formatUsd(to))
    return `**SageMaker endpoints: ${formatUsd(to)} per month**, unchanged at the minimum`;
  const sign = to > from ? '+' : '−';
  return `**SageMaker endpoints: ${sign}${formatUsd(Math.abs(to - from))} per month** (from ${formatUsd(from)} to ${formatUsd(to)} at the minimum)`;
}

/** A sum of what is known isn't the whole. */
function leftOut({ endpoints, faults }: Checked): string[] {
  const billed = endpoints.filter(({ line: { kind } }) => kind !== 'component' && kind !== 'transform');
  const unknown = billed.filter(({ line }) => line.monthlyUsd.minimum === null).length;
  return [
    ...(unknown === 0
      ? []
      : [`without ${unknown} of ${formatCount(billed.length, 'endpoint')}, whose cost isn't known`]),
    ...(endpoints.length === 0 || faults.length === 0
      ? []
      : [`without ${formatCount(faults.length, 'file')} that can't be read`]),
  ];
}

function tableLines(endpoints: readonly Assessed[], change: Change | undefined): string[] {
  const removed = (change?.endpoints ?? []).filter((one) => one.change === 'removed');
  const changes = new Map((change?.endpoints ?? []).map((one) => [`${one.file} ${one.address}`, one]));
  const rows = [
    ...endpoints.map((one) => {
      const { line, name } = one;
      const load = line.monthlyUsd.atDecisionLoad;
      const cost = `${monthlyWords(one)}${load === undefined ? '' : `; ${formatUsd(load)} at the decided load`}`;
      const changed = changes.get(`${line.file} ${line.address}`);
      return [`${code(name)} (${code(line.file)})`, plain(runsWords(one)), cost, verdict(one, changed)];
    }),
    ...removed.map(({ address, file, monthlyUsd: { from } }) => [
      `${code(address)} (${code(file)})`,
      'removed',
      from === null ? '' : `was ${formatUsd(from)}`,
      'removed',
    ]),
  ];
  const shown = rows.slice(0, ROWS_MAX).map((cells) => `| ${cells.join(' | ')} |`);
  const more = rows.length - shown.length;
  return [
    '| Endpoint | Runs | Per month, minimum to maximum | |',
    '| --- | --- | --- | --- |',
    ...shown,
    ...(more > 0 ? ['', `and ${more} more`] : []),
  ];
}

/** What differs from the decision, else how it changed. */
function verdict({ line, isCompared }: Assessed, changed: Change['endpoints'][number] | undefined): string {
  const compared = line.compared.join(', ');
  if (line.differs.length > 0) {
    return `**differs**: ${line.differs.map(({ what, decided, found }) => plain(`${what} is ${found}, ${decided} was decided`)).join('; ')}; compared: ${compared}`;
  }
  if (isCompared) return `as decided: ${compared}`;
  if (changed === undefined) return '';
  const { from } = changed.monthlyUsd;
  return changed.change === 'changed' && from !== null ? `changed, was ${formatUsd(from)}` : changed.change;
}

function findingLines(endpoints: readonly Assessed[]): string[] {
  const all = endpoints.flatMap(({ line, name }) => line.findings.map((finding) => ({ name, finding })));
  return (['error', 'warning', 'note'] as const).flatMap((severity) =>
    all
      .filter(({ finding }) => finding.severity === severity)
      .map(({ name, finding }) => `* ${SEVERITY_WORDS[severity]}: ${code(name)}: ${plain(finding.text)}`),
  );
}

function unknownLines(endpoints: readonly Assessed[]): string[] {
  const all = [...new Set(endpoints.flatMap(({ line }) => line.unknown))];
  if (all.length === 0) return [];
  const most = all.slice(0, UNKNOWN_MAX).map((what) => plain(what));
  const more = all.length - most.length;
  return [`Not known: ${most.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`];
}

function capped(lines: readonly string[], most: number, what: string): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), '', `and ${formatCount(lines.length - most + 1, `more ${what}`)}`];
}

const cut = (text: string, most = CELL_MAX): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const plain = (text: string, most?: number): string => mdCell(cut(inert(text), most));

/** A name as code, which GitHub takes for neither markup nor a mention. */
const code = (text: string): string => `\`${cut(inert(text)).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
