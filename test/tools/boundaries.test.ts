import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TOOLS = fileURLToPath(new URL('../../tools', import.meta.url));
const BIOME = fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url));

/** A file, what stands in it, and the words of the rule that forbids it. */
const FORBIDDEN: readonly (readonly [file: string, source: string, why: string])[] = [
  ['recommender/judge/judge.ts', "import { a } from 'kysely';", 'imports its own files and zod/mini'],
  ['recommender/workload/workload.ts', "import * as z from 'zod';", 'imports its own files and zod/mini'],
  ['recommender/index.ts', "import { a } from '../wording/text.ts';", 'imports its own files and zod'],
  ['recommender/needs/needs.ts', "import type { A } from '../../settings/config.ts';", 'imports its own files and zod'],
  ['slack/render/mrkdwn.ts', "export { a } from '../../recommender/judge/judge.ts';", 'one door'],
  ['account/jobs.ts', "export const a = import('../recommender/facts/quotas.ts');", 'one door'],
  ['recommender/facts/quotas.ts', "import { a } from '../workload/parse.ts';", 'downwards only'],
  ['recommender/workload/fields/row.ts', "import { a } from '../../throughput/factors.ts';", 'downwards only'],
  ['recommender/throughput/factors.ts', "import { a } from '../needs/needs.ts';", 'downwards only'],
  ['recommender/needs/needs.ts', "import type { A } from '../recommendation.ts';", 'downwards only'],
  ['recommender/recommendation.ts', "import type { A } from './needs/needs.ts';", 'downwards only'],
  ['recommender/costs/bill.ts', "import { a } from '../findings/index.ts';", 'downwards only'],
  ['recommender/findings/index.ts', "import { a } from '../costs/bill.ts';", 'downwards only'],
  ['recommender/options/option.ts', "import { a } from '../hosting/index.ts';", 'downwards only'],
  ['recommender/hosting/index.ts', "import { a } from '../options/index.ts';", 'downwards only'],
  ['recommender/judge/judge.ts', "import { a } from '../search/turn.ts';", 'downwards only'],
  ['recommender/search/turn.ts', "import { a } from '../explain/index.ts';", 'downwards only'],
  ['recommender/explain/notes.ts', "import { a } from '../index.ts';", 'downwards only'],
  ['recommender/options/serverless.ts', "import { a } from './real-time.ts';", 'knows no other option'],
  ['wording/text.ts', "import { a } from '../reviews/record.ts';", 'no surface'],
  ['deploy/parts/host.ts', "import { a } from '../../settings/config.ts';", 'no surface'],
  ['wording/reader/words.ts', "import { a } from '../../deploy/index.ts';", 'Words know no template'],
  ['deploy/index.ts', "import { a } from '../wording/text.ts';", 'its own words'],
  ['reviews/record.ts', "import { a } from '../slack/ids.ts';", 'No Slack'],
  ['advice/advisor.ts', "import { a } from '../terminal/lines.ts';", 'below reviews'],
  ['policy/apply-policy.ts', "import { a } from '../advice/advisor.ts';", 'above the policy'],
  ['action/main.ts', "import { a } from '../terminal/lines.ts';", 'where nothing is installed'],
  ['account/aws/read-account.ts', "import { a } from '../../slack/outbox/jobs.ts';", 'without Slack'],
  ['check/check.ts', "import { a } from '../settings/config.ts';", 'no database, no Slack, no AWS'],
  ['account/runs.ts', "import { a } from '../check/check.ts';", 'above all that it judges with'],
  ['model-reader/index.ts', "import { a } from '../settings/config.ts';", 'A language model reads words'],
  ['settings/config.ts', "import { a } from '../policy/policy.ts';", 'below what is set'],
  ['policy/policy.ts', "import { a } from '../schemas/index.ts';", 'loaded by its command alone'],
  ['schemas/index.ts', "import { a } from '../mcp/server.ts';", 'knows the types alone'],
  ['mcp/tools/index.ts', "import { a } from '../../commands/index.ts';", 'above everything'],
  ['slack/people/who-may.ts', "import { a } from '../../operating/metrics.ts';", 'above Slack'],
  ['slack/ids.ts', "import { a } from './render/mrkdwn.ts';", "below Slack's folders"],
  ['slack/connection/transport.ts', "import { a } from '../render/mrkdwn.ts';", "Slack's folders"],
  ['slack/render/message/size.ts', "import { a } from '../../outbox/jobs.ts';", "Slack's folders"],
  ['slack/people/who-may.ts', "import { a } from '../form/build-form.ts';", "Slack's folders"],
  ['slack/outbox/jobs.ts', "import { a } from '../listeners/index.ts';", "Slack's folders"],
  ['slack/form/build-form.ts', "import { a } from '../people/who-may.ts';", "Slack's folders"],
  ['slack/erasure/uninstalls.ts', "import { a } from '../installs/workspaces.ts';", "Slack's folders"],
  ['slack/installs/workspaces.ts', "import { a } from '../listeners/index.ts';", "Slack's folders"],
  ['slack/render/mrkdwn.ts', "import { a } from '@slack/web-api';", 'Data in, Block Kit out'],
  ['slack/form/build-form.ts', "import { a } from '../../reviews/decide.ts';", 'Data in, Block Kit out'],
  ['slack/outbox/answer.ts', "import {\n  a,\n  recommend,\n} from '../../recommender/index.ts';", 'Ask an advisor'],
  ['wording/sizes.ts', "import { servingOf } from '../recommender/index.ts';", 'rendered, not computed'],
  ['slack/render/mrkdwn.ts', "import { createAdvisor } from '../../advice/advisor.ts';", 'rendered, not computed'],
  ['slack/render/mrkdwn.ts', 'export const a = (advisor) => advisor.advise({});', 'rendered, not computed'],
];

const ALLOWED: readonly (readonly [file: string, source: string])[] = [
  ['recommender/judge/judge.ts', "import { a } from '../costs/bill.ts';"],
  ['recommender/explain/notes.ts', "import { a } from './index.ts';"],
  ['wording/text.ts', "import { a } from '../recommender/index.ts';"],
  ['advice/advisor.ts', "import { recommend } from '../recommender/index.ts';"],
  ['slack/render/mrkdwn.ts', "import type { Audit } from '../../account/rank.ts';"],
  ['slack/render/home/home.ts', "import type { Compared } from '../../../advice/advisor.ts';"],
  ['slack/form/build-form.ts', "import type { Review } from '../../reviews/record.ts';"],
  ['slack/listeners/index.ts', "import { a } from '../account/reader.ts';"],
];

const root = mkdtempSync(join(tmpdir(), 'boundaries-'));
const name = (list: string, index: number, file: string) => `${list}-${index}/src/${file}`;
let output = '';

/** One run of the linter over a file for each row, since starting it is what takes long. */
beforeAll(() => {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const plugins = ['boundaries', 'one-door'].map((rules) => join(TOOLS, `${rules}.grit`));
  write('biome.json', JSON.stringify({ root: true, plugins, linter: { rules: { preset: 'none' } } }));
  FORBIDDEN.forEach(([file, source], index) => {
    write(name('forbidden', index, file), `${source}\n`);
  });
  ALLOWED.forEach(([file, source], index) => {
    write(name('allowed', index, file), `${source}\n`);
  });
  try {
    output = execFileSync(BIOME, ['lint', '--max-diagnostics=none', '--reporter=github', '.'], {
      cwd: root,
      encoding: 'utf8',
      stdio: 'pipe',
    });
  } catch (error) {
    output = String((error as { stdout: string }).stdout);
  }
}, 60_000);

afterAll(() => rmSync(root, { recursive: true }));

const saidOf = (path: string): string[] => output.split('\n').filter((line) => line.includes(path));

const foldersIn = (folder: string) =>
  readdirSync(new URL(`../../src/${folder}`, import.meta.url), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );

describe('the boundaries in tools/', () => {
  it.each(['', 'recommender', 'slack'])('name each folder of src/%s', (folder) => {
    const rules = readFileSync(join(TOOLS, 'boundaries.grit'), 'utf8');
    const unnamed = foldersIn(folder).filter(({ name: room }) => !new RegExp(`\\b${room}\\b`).test(rules));
    expect(unnamed).toEqual([]);
  });

  it.each(FORBIDDEN.map(([file, source, why], index) => ({ file, source, why, index })))(
    'refuse in $file: $source',
    ({ file, why, index }) => {
      expect(saidOf(name('forbidden', index, file)).join('\n')).toContain(why);
    },
  );

  it.each(ALLOWED.map(([file, source], index) => ({ file, source, index })))(
    'let pass in $file: $source',
    ({ file, index }) => {
      expect(saidOf(name('allowed', index, file))).toEqual([]);
    },
  );
});
