import { readFileSync, writeFileSync } from 'node:fs';
import type { Finding } from './fault-case.ts';

const BEGIN = '<!-- faults: written by npm run faults -->';
const END = '<!-- /faults -->';

/** Puts the table between its two marks. @throws Error where the marks are missing. */
export function writeTable(path: URL, findings: readonly Finding[], about: string): void {
  const text = readFileSync(path, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`The marks are missing in ${path.pathname}`);
  writeFileSync(path, `${before}${BEGIN}\n\n${about}\n\n${buildTable(findings)}\n\n${END}${after}`);
}

export function buildTable(findings: readonly Finding[]): string {
  const head = ['What happens', 'sent', 'arrived', 'lost', 'doubled', 'and'];
  const rows = findings.map(({ what, sent, arrived, lost, doubled, remark, unavoidable, fault }) => [
    what,
    ...(sent === 0 ? ['–', '–', '–', '–'] : [sent, arrived, lost, doubled].map(String)),
    [remark, unavoidable?.why, fault === undefined ? undefined : `FAULT: ${fault}`]
      .filter((part) => part !== undefined && part !== '')
      .map((part) => String(part).replace(/\.$/, ''))
      .join('. '),
  ]);
  return [head, ['---', '---:', '---:', '---:', '---:', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
