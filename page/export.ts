import type { Recommendation } from 'endpoint-recommender';
import { bullet, type Heard, md } from 'endpoint-recommender/words';
import { copyButton, downloadLink, element, section } from './dom.ts';

// An answer to take along: a link, its data, and its text.

/** What copies and downloads an answer. `shown`: the element that it's shown in. `heard`: of a question in words. */
export function exportOf(recommendation: Recommendation, shown: HTMLElement, heard: Heard | null): HTMLElement {
  const name = recommendation.workload.name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'workload';
  const json = () => `${JSON.stringify(heard === null ? recommendation : { ...recommendation, heard })}\n`;
  const markdown = () => markdownOf(shown);
  const print = element('button', { type: 'button' }, 'Print');
  print.addEventListener('click', () => window.print());
  const made = section(
    'Export',
    element(
      'p',
      { class: 'actions' },
      copyButton('Copy link to this answer', () => location.href),
      copyButton('Copy Markdown', markdown),
      downloadLink(`${name}.md`, markdown),
      copyButton('Copy JSON', json),
      downloadLink(`${name}.json`, json),
      print,
    ),
  );
  made.classList.add('screen');
  return made;
}

/** For the screen, or drawn, or code. */
const LEFT_OUT = '.screen, .question, .actions, .legend, svg, pre, label, select';

/** What an element says, as Markdown. */
const markdownOf = (shown: Element): string => `${blocksIn(shown).join('\n').trim()}\n`;

const blocksIn = (parent: Element): string[] => [...parent.children].flatMap(blockOf);

const HEADINGS: Readonly<Record<string, string>> = { H2: '#', H3: '##', SUMMARY: '##', H4: '###' };

function blockOf(shown: Element): string[] {
  const { tagName } = shown;
  if (shown.matches(LEFT_OUT)) return [];
  const marks = HEADINGS[tagName];
  if (marks !== undefined) return ['', `${marks} ${inline(shown)}`, ''];
  if (tagName === 'P' || tagName === 'FIGCAPTION') return [inline(shown), ''];
  if (tagName === 'UL') return [...itemsOf(shown), ''];
  if (tagName === 'DL') return [...[...shown.querySelectorAll(':scope > dt')].flatMap(termOf), ''];
  if (tagName === 'TABLE') return [...tableOf(shown), ''];
  return blocksIn(shown);
}

/** "* **Why:** it fits.", with a list below it. */
function termOf(term: Element): string[] {
  const said = term.nextElementSibling ?? term;
  const lists = [...said.querySelectorAll(':scope > ul')].flatMap(itemsOf);
  return [`* **${inline(term)}:** ${inline(said)}`.trimEnd(), ...lists.map((line) => `  ${line}`)];
}

const itemsOf = (list: Element): string[] =>
  [...list.children].flatMap((item) => [
    bullet(inline(item)),
    ...[...item.querySelectorAll(':scope > ul')].flatMap(itemsOf).map((line) => `  ${line}`),
  ]);

function tableOf(table: Element): string[] {
  const rows = [...table.querySelectorAll('tr')].map((row) => [...row.children].map(inline));
  const [head = [], ...body] = rows.map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
  );
  return [head, `|${' --- |'.repeat(rows[0]?.length ?? 0)}`, ...body].flat();
}

/** The text of an element with its links, without the lists in it. */
function inline(shown: Node): string {
  const parts = [...shown.childNodes].map((part) => {
    if (!(part instanceof Element)) return spaced(part.textContent ?? '');
    if (part.matches(LEFT_OUT) || part.tagName === 'UL') return '';
    const text = inline(part);
    return part instanceof HTMLAnchorElement ? `[${text}](<${part.href}>)` : text;
  });
  return parts.join('').trim();
}

/** Escaped, with the spaces at its ends. */
const spaced = (text: string): string => `${/^\s/.test(text) ? ' ' : ''}${md(text)}${/\s$/.test(text) ? ' ' : ''}`;
