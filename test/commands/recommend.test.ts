import { describe, expect, it } from 'vitest';
import { WrongUsage } from '../../src/commands/command.ts';
import { loadCommand, writeHelp } from '../../src/commands/index.ts';
import { kindOf, parseWorkload, WORKLOAD_FIELDS } from '../../src/recommender/index.ts';
import { readRecommend } from '../support/command-lines.ts';
import { expectGolden } from '../support/golden.ts';

const HELP = writeHelp('recommend', await loadCommand('recommend'), 'npm run --silent recommend --');

describe('the help', () => {
  it('reads as reviewed', async () => {
    await expectGolden(HELP, 'terminal/help.txt');
  });

  it('has a line for each field but the object and the list, with an example that a workload takes', () => {
    const lines = HELP.split('\n');
    for (const field of WORKLOAD_FIELDS.filter((one) => !['object', 'list'].includes(kindOf(one)))) {
      const line = lines.find((candidate) => candidate.startsWith(`  ${field} `)) ?? '';
      const example = JSON.parse(/\S+(?: \S+")?$/.exec(line)?.[0] ?? '');
      expect(parseWorkload({ name: 'a', [field]: example })).toMatchObject({ ok: true });
    }
  });

  it('is at most 80 columns wide', () => {
    for (const line of HELP.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});

describe('the arguments', () => {
  it.each([
    [[], { kind: 'files', format: 'short', files: [] }],
    [['--json', 'a', '-'], { kind: 'files', format: 'json', files: ['a', '-'] }],
    [['--words', 'a b', '--json'], { kind: 'words', format: 'json', words: 'a b' }],
    [['--cheaper', 'a'], { kind: 'files', format: 'cheaper', files: ['a'] }],
    [['--cheaper', '--json', '--words', 'a'], { kind: 'words', format: 'cheaper-json', words: 'a' }],
    [['--full', 'a'], { kind: 'files', format: 'full', files: ['a'] }],
    [['--words=a'], { kind: 'words', format: 'short', words: 'a' }],
    [['--template', 'terraform', 'a'], { kind: 'files', format: 'terraform', files: ['a'] }],
    [
      ['--template', 'terraform', '--with', 'tags, kms', 'a'],
      { kind: 'files', format: 'terraform', files: ['a'], extras: ['kms', 'tags'] },
    ],
    [['--template', 'terraform', '--with', '', 'a'], { kind: 'files', format: 'terraform', files: ['a'], extras: [] }],
    [['--template=cloudformation', '--words', 'a'], { kind: 'words', format: 'cloudformation', words: 'a' }],
    [['--measure', 'a'], { kind: 'files', format: 'measure', files: ['a'] }],
    [
      ['--from-job', 'chat-measured', '--region', 'eu-west-1', 'a'],
      { kind: 'files', format: 'short', files: ['a'], job: { name: 'chat-measured', region: 'eu-west-1' } },
    ],
    [['-h', 'a'], { kind: 'help' }],
    [['--version', 'a'], { kind: 'version' }],
    [
      ['--measured', 'x', '--measured', 'y@ml.g5.xlarge', 'a'],
      { kind: 'files', format: 'short', files: ['a'], measured: ['x', 'y@ml.g5.xlarge'] },
    ],
  ])('%j are understood', async (args, wanted) => expect(await readRecommend(args)).toEqual(wanted));

  it.each([
    [['--json', '--full'], 'Use --json or --full, not both.'],
    [['--template', 'cdk', 'a'], '--template needs a format: cloudformation, terraform or notebook.'],
    [['--template'], '--template needs a format: cloudformation, terraform or notebook.'],
    [['--template', 'terraform', 'a', 'b'], '--template takes one workload, and 2 files were given.'],
    [['--measured', 'x', 'a', 'b'], '--measured takes one workload, and 2 files were given.'],
    [['--measured'], '--measured needs a file.'],
    [['--measure', 'a', 'b'], '--measure takes one workload, and 2 files were given.'],
    [['--measure', '--json'], 'Use --measure or --json and --full, not both.'],
    [['--with', 'kms', 'a'], 'Use --with with --template.'],
    [['--measure', '--with', 'kms', 'a'], 'Use --with with --template.'],
    [
      ['--template', 'terraform', '--with', 'kms,vpc', 'a'],
      'There is no extra vpc. Choose from kms, tags, own-role, training-plan.',
    ],
    [['--measure', '--template', 'terraform'], 'Use --template or --measure, not both.'],
    [['--from-job', 'x', 'a', 'b'], '--from-job takes one workload, and 2 files were given.'],
    [['--from-job', '../x'], "--from-job takes a job's name: letters, digits and hyphens."],
    [['--from-job', 'x', '--region', 'Ireland'], '--region takes an AWS Region such as eu-west-1.'],
    [['--region', 'eu-west-1', 'a'], '--region goes with --from-job.'],
    [['--template', 'terraform', '--json'], 'Use --template or --json and --full, not both.'],
    [['--cheaper', '--full'], 'Use --cheaper alone or with --json.'],
    [['--cheaper', '--template', 'terraform'], 'Use --cheaper alone or with --json.'],
    [['--jsn'], 'Unknown option --jsn. Did you mean --json?'],
    [['--word', 'x'], 'Unknown option --word. Did you mean --words?'],
    [['--hepl'], 'Unknown option --hepl. Did you mean --help?'],
    [['-x'], 'Unknown option -x.'],
    [['--verbose'], 'Unknown option --verbose.'],
    [['--words', ' '], '--words needs a text.'],
    [['--words', 'a', 'file.json'], 'Use --words or files, not both.'],
    [['--words'], '--words needs a text.'],
    [['--words', '--json'], '--words needs a text.'],
    [['--json=1'], '--json takes no value.'],
    [['--help=1'], '--help takes no value.'],
  ])('%j are a usage error, and it says why', async (args, text) => {
    await expect(readRecommend(args)).rejects.toMatchObject({ constructor: WrongUsage, message: text });
  });
});
