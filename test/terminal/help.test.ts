import { describe, expect, it } from 'vitest';
import { parseWorkload, WORKLOAD_FIELDS } from '../../src/recommender/index.ts';
import { writeHelp } from '../../src/terminal/help.ts';
import { readArgs } from '../../src/terminal/read-args.ts';

describe('the help', () => {
  it('reads as reviewed', async () => {
    await expect(writeHelp()).toMatchFileSnapshot('../golden/terminal/help.txt');
  });

  it('has a line for each field, with an example that a workload takes', () => {
    const lines = writeHelp().split('\n');
    for (const field of WORKLOAD_FIELDS) {
      const line = lines.find((candidate) => candidate.startsWith(`  ${field} `)) ?? '';
      const example = JSON.parse(/\S+(?: \S+")?$/.exec(line)?.[0] ?? '');
      expect(parseWorkload({ name: 'a', [field]: example })).toMatchObject({ ok: true });
    }
  });

  it('is at most 100 columns wide', () => {
    for (const line of writeHelp().split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});

describe('the arguments', () => {
  it.each([
    [[], { kind: 'files', format: 'text', files: [] }],
    [['--json', 'a', '-'], { kind: 'files', format: 'json', files: ['a', '-'] }],
    [['--words', 'a b', '--json'], { kind: 'words', format: 'json', words: 'a b' }],
    [['--short', 'a'], { kind: 'files', format: 'short', files: ['a'] }],
    [['--words=a'], { kind: 'words', format: 'text', words: 'a' }],
    [['-h', 'a'], { kind: 'help' }],
  ])('%j are understood', (args, wanted) => expect(readArgs(args)).toEqual(wanted));

  it.each([
    [['--json', '--short'], 'Give either --json or --short.'],
    [['--jsn'], 'There is no option --jsn. Did you mean --json?'],
    [['--word', 'x'], 'There is no option --word. Did you mean --words?'],
    [['--hepl'], 'There is no option --hepl. Did you mean --help?'],
    [['-x'], 'There is no option -x.'],
    [['--verbose'], 'There is no option --verbose.'],
    [['--words', ' '], '--words needs a text.'],
    [['--words', 'a', 'file.json'], 'Give either --words or files.'],
    [['--words'], "Option '--words <value>' argument missing"],
  ])('%j are wrong use, and it says why', (args, text) => {
    expect(readArgs(args)).toEqual({ kind: 'wrong-use', text });
  });
});
