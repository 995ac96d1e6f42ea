import { describe, expect, it } from 'vitest';
import { writeCsv, writeMarkdown } from '../../src/account/audit-formats.ts';
import { readPasted } from '../../src/account/pasted.ts';
import { type Line, rank } from '../../src/account/rank.ts';
import { reviewEndpoint } from '../../src/account/review.ts';
import { read } from '../support/documents.ts';
import { expectGolden } from '../support/golden.ts';

const pasted = readPasted(read('examples/account/fictional.jsonl'), { region: null, now: 0 });
if (!pasted.ok) throw new Error(pasted.text);
const GAP = { what: 'eu-west-1: alarms', why: 'Access denied. It needs cloudwatch:DescribeAlarms.' };
const AUDIT = rank([{ reviewed: pasted.facts.map((one) => reviewEndpoint(one)), jobs: [], quotas: [] }], [GAP]);

const linesOf = (count: number): Line[] =>
  Array.from({ length: count }, (_, at) => {
    const line = AUDIT.lines[at % AUDIT.lines.length] as Line;
    return { ...line, name: `endpoint-${at}`, region: 'eu-west-1' };
  });

describe('the CSV', () => {
  it('has a line for each endpoint, and reads as reviewed', async () => {
    expect(writeCsv(linesOf(500)).trimEnd().split('\r\n')).toHaveLength(501);
    await expectGolden(writeCsv(AUDIT.lines), 'account/audit.csv');
  });

  it('quotes what has a comma or a quote, and runs nothing as a formula', () => {
    const [line] = AUDIT.lines;
    const [, row = ''] = writeCsv([{ ...(line as Line), name: '=HYPERLINK("x","y")' }]).split('\r\n');
    expect(row).toContain(`"'=HYPERLINK(""x"",""y"")"`);
  });

  it('runs no formula after what a spreadsheet drops: spaces, tabs, line breaks, what is not shown', () => {
    const [line] = AUDIT.lines;
    const befores = ['', ' ', '\t', '\r', '\n', '\r\n', ' \t ', '\u00a0', '\u3000', '\ufeff', '\u200b', '\0'];
    const names = befores.flatMap((before) => [...'=+-@＝＋－＠'].map((sign) => `${before}${sign}1+1`));
    const running = names.filter((name) => !writeCsv([{ ...(line as Line), name }]).includes(`'${name}`));
    expect(running).toEqual([]);
  });

  it('leaves a text as it is that no spreadsheet runs', () => {
    const [line] = AUDIT.lines;
    const named = (name: string) => writeCsv([{ ...(line as Line), name }]);
    for (const name of ['a=1', ' fraud', 'a-b', '1+1']) expect(named(name)).toContain(`,${name},`);
  });
});

describe('the Markdown', () => {
  it('has a row for each endpoint and what was not read, and reads as reviewed', async () => {
    await expectGolden(writeMarkdown(AUDIT), 'account/audit.md');
  });

  it('shows 100 of 250 endpoints, and says where the others are', () => {
    const lines = writeMarkdown({ ...AUDIT, lines: linesOf(250) }).split('\n');
    expect(lines.filter((line) => line.includes('endpoint-'))).toHaveLength(100);
    expect(lines).toContain('… 150 more, all of them with --csv');
  });

  it('says that there are no endpoints, or that none could be read', () => {
    expect(writeMarkdown(rank([], []))).toContain('\nNo endpoints.\n');
    expect(writeMarkdown(rank([], [GAP]))).toContain('\nNo endpoint was read.\n');
  });

  it.each(['<!channel>', '@here', '[x](http://evil.test)', 'a | b', '**loud**', '`code`', 'www.evil.test', '#12'])(
    'makes no mention, link, cell or markup of a name: %s',
    (name) => {
      const [line] = AUDIT.lines;
      const written = writeMarkdown({ ...AUDIT, lines: [{ ...(line as Line), name }] });
      expect(written).not.toContain(name);
      const row = written.split('\n').filter((one) => one.startsWith('| '))[2] ?? '';
      expect(row.split(/(?<!\\)\|/)).toHaveLength(8);
    },
  );
});
