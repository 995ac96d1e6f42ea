/**
 * Measures the production build, mostly against a bare Bolt app, and writes the tables to docs/performance.md.
 *
 *   npm run bench -- [--rounds 5] [--commands 2000] [--only commands,memory] [--build dist] [--profile folder] [--dry]
 *
 * `--build`: another build, to compare two. `--profile`: a folder for CPU profiles. `--dry`: only prints.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildForm } from '../src/slack/form/build-form.ts';
import { fillFromWords } from '../src/slack/form/fill-from-words.ts';
import { writeBetween } from '../test/support/documents.ts';
import { readArguments } from '../test/support/script-arguments.ts';
import { readOptions, USAGE } from './options.ts';
import { describeConditions, loadNow, writeReport } from './report.ts';
import { compile, type Setup } from './worlds.ts';

const TEXT = 'ct-scans 500 MB within 15 min sporadic, gpu, 2000/day';

const { measures, ...options } = readArguments(USAGE, readOptions);
const build = resolve(options.build ?? fileURLToPath(new URL('../dist', import.meta.url)));
if (!existsSync(join(build, 'endpoint-reviewer.js'))) {
  process.stderr.write(`There is no build in ${build}: npm run build makes one.\n`);
  process.exit(2);
}
const profile = options.profile === undefined ? undefined : resolve(options.profile);
if (profile !== undefined) mkdirSync(profile, { recursive: true });

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const setup: Setup = {
    rounds: options.rounds,
    commands: options.commands,
    build,
    compiled: await compile(),
    text: TEXT,
    viewFile: join(folder, 'view.json'),
    profile,
    say: (text) => process.stderr.write(`${text}\n`),
  };
  writeFileSync(setup.viewFile, JSON.stringify(formFor(TEXT)));
  for (const measure of measures) {
    const load = loadNow();
    const rounds = Math.min(setup.rounds, measure.mostRounds ?? setup.rounds);
    const text = writeReport(await measure.run({ ...setup, rounds }));
    const about = describeConditions(rounds, load);
    process.stdout.write(`\n${measure.name}: ${about}\n\n${text}\n`);
    if (options.dry) continue;
    const [begin, end] = [`<!-- bench ${measure.name} -->`, `<!-- /bench ${measure.name} -->`];
    writeBetween('docs/performance.md', begin, end, `${about}\n\n${text}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The form that the bot opens for the command, so that the bare app opens an equally large one. */
function formFor(text: string) {
  const metadata = { draftId: '00000000-0000-0000-0000-000000000000', channelId: 'C0123456789', isPublic: true };
  return buildForm({ draft: fillFromWords(text, { authorId: 'U1' }).draft, metadata, showMore: false });
}
