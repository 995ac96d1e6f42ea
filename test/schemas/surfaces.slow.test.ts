import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reviewJob } from '../../src/account/jobs.ts';
import { COMMANDS, loadCommand } from '../../src/commands/index.ts';
import { checkTool } from '../../src/mcp/tools/check.ts';
import { recommendTool } from '../../src/mcp/tools/recommend.ts';
import { templateTool } from '../../src/mcp/tools/render-template.ts';
import type { Recommendation, SchemaName } from '../../src/recommender/index.ts';
import type { ReviewAction } from '../../src/reviews/action.ts';
import { runCommand } from '../../src/reviews-command/run-command.ts';
import { readTyped } from '../../src/wording/read-words.ts';
import { makeFolder } from '../database/support/open-test-database.ts';
import { callsOf } from '../mcp/support/assistant.ts';
import { openTeam, START } from '../reviews/support/team.ts';
import { ADVISOR } from '../support/advisor.ts';
import { ROOT, read } from '../support/documents.ts';
import { runCommandLine } from '../support/run-command-line.ts';
import { judgeOf } from './support.ts';

// What each surface gives other programs, held to the schema that `schema NAME` prints. The body of a webhook: test/webhooks.

const folder = makeFolder();
afterAll(() => folder.remove());

function file(name: string, content: unknown): string {
  const path = join(folder.path, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const linesIn = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** What is read by versions before the one that added a field, too. */
const OPEN: readonly SchemaName[] = ['export'];

/** Says of each document what is wrong with it, and expects some documents. */
function expectAll(name: SchemaName, documents: readonly unknown[]): void {
  expect(documents.length).toBeGreaterThan(0);
  const judge = judgeOf(name);
  for (const document of documents) {
    expect(judge(document), JSON.stringify(document).slice(0, 300)).toBeUndefined();
    // A field that the schema doesn't name would be told.
    if (!OPEN.includes(name)) expect(judge({ ...(document as object), 'x-other': 1 })).toBeDefined();
  }
}

const FRAUD = 'fraud scoring, 3 MB, 20 rps, answer within 200 ms';
const LLAMA = 'llama 3 8b for chat, 2 rps, 500 tokens in, 200 out, price of Bedrock?';
const IN_DOUBT = 'my model called Otto, 4 GB, steady, about 20, as our old system on AWS Lambda did';

/** What people ask: answered with and without something to say of their words, in doubt, with no option that fits, with nothing understood. */
const WORDS = [FRAUD, LLAMA, IN_DOUBT, '900 MB, answer within 50 ms', 'good morning everybody'];

/** A workload of which each field is known, one that no option fits, and two that are refused. */
const WORKLOADS = [
  JSON.parse(read('examples/llm-adapters.json')),
  { name: 'none', payloadSizeMB: 5000 },
  { name: 'wrong', payloadSizeMB: -1, colour: 'red' },
  { payloadSizeMB: 1 },
];

/** By command, what its `--json` prints. */
const PRINTED: Readonly<Record<string, () => Promise<void>>> = {
  async recommend() {
    const files = [file('workloads.json', WORKLOADS), join(ROOT, 'examples/nightly-scoring.json')];
    for (const [name, more] of [
      ['recommendation', []],
      ['savings', ['--cheaper']],
    ] as const) {
      const printed = await Promise.all([
        ...WORDS.map((words) => runCommandLine('recommend', ['--json', ...more, '--words', words])),
        runCommandLine('recommend', ['--json', ...more, ...files]),
        runCommandLine('recommend', ['--json', ...more, '--policy', join(ROOT, 'examples/policy.yml'), ...files]),
      ]);
      const documents = printed.flatMap(({ stdout }) => linesIn(stdout));
      expectAll(name, documents);
      expect(documents.filter((one) => 'heard' in Object(one))).toHaveLength(WORDS.length);
      expect(documents.filter((one) => Object(one).kind === 'invalid')).toHaveLength(4);
    }
  },
  async account() {
    const from = ['--from', join(ROOT, 'examples/account/fictional.jsonl')];
    const whole = linesIn((await runCommandLine('account', [...from, '--json'])).stdout);
    const job = reviewJob('nightly', 'us-east-1', {
      runs: [1, 2, 3].map((created) => ({ name: `nightly-${created}`, created })),
      described: [
        {
          TransformJobName: 'nightly-3',
          TransformStartTime: 0,
          TransformEndTime: 7_200_000,
          TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
        },
      ] as unknown as Parameters<typeof reviewJob>[2]['described'],
      days: 30,
    });
    const pasted = file('one.json', {
      EndpointConfigName: 'fraud',
      EndpointConfigArn: 'arn:aws:sagemaker:eu-west-1:111122223333:endpoint-config/fraud',
      ProductionVariants: [{ VariantName: 'a', ModelName: 'm', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 }],
    });
    const prices = ['--prices', join(ROOT, 'examples/prices.yml')];
    const one = linesIn((await runCommandLine('account', ['--from', pasted, '--json', ...prices])).stdout);
    expectAll('account', [...whole, ...one, job]);
  },
  async check() {
    const templates = join(ROOT, 'test/check/templates');
    const decided = await runCommandLine('recommend', ['--json', '--words', FRAUD]);
    const decision = ['--decision', file('decided.json', decided.stdout)];
    const base = ['--base', join(templates, 'canary')];
    const printed = await Promise.all(
      [[templates], [...decision, join(templates, 'canary')], [...base, join(templates, 'shadow')]].map((args) =>
        runCommandLine('check', ['--json', '--warn-only', ...args]),
      ),
    );
    const documents = printed.map(({ stdout }) => JSON.parse(stdout));
    expect(documents[0].endpoints.length).toBeGreaterThan(20);
    expect(documents[2].change).toBeDefined();
    expectAll('check', documents);
  },
  async reviews() {
    const { db, close, ask, act } = await openTeam('embedded');
    await decideSome({ ask, act });
    const run = async (command: Parameters<typeof runCommand>[1]) => {
      let printed = '';
      const write = async (text: string) => {
        printed += text;
      };
      await runCommand({ db, write, now: START + 86_400_000 } as unknown as Parameters<typeof runCommand>[0], command);
      return printed;
    };
    const exported = linesIn(await run({ kind: 'export' }));
    const told = new Set(exported.flatMap((one) => Object(one).events.map(({ kind }: { kind: string }) => kind)));
    expect(told.size).toBeGreaterThan(13);
    expectAll('export', exported);
    expectAll('stats', [JSON.parse(await run({ kind: 'stats', days: 90, teamId: undefined, format: 'json' }))]);
    await close();
  },
};

type Team = Pick<Awaited<ReturnType<typeof openTeam>>, 'ask' | 'act'>;

/** Reviews to which most of what can happen has happened. */
async function decideSome({ ask, act }: Team): Promise<void> {
  const { id, latest } = await ask('U0ANA00001', { name: 'scans' });
  const { id: other } = await ask('U0ANA00001', { name: 'churn' });
  const today = '2027-01-15';
  const workload = { ...latest.workload, payloadSizeMB: 400 };
  const acts: [string, ReviewAction][] = [
    [id, { kind: 'raise-concern', text: 'The scans are large.' }],
    [id, { kind: 'resolve-concern', concernId: 1, note: 'We tile them.' }],
    [id, { kind: 're-open-concern', concernId: 1, reason: 'Not all of them.' }],
    [id, { kind: 'set-decider', userId: 'U0BEN00001' }],
    [id, { kind: 'set-decide-by', date: '2027-03-01', today }],
    [id, { kind: 'revise', baseRevision: 1, workload, recommendation: ADVISOR.advise(workload) }],
    [id, { kind: 'accept', despiteConcerns: [1], reason: 'It can be mended.' }],
    [id, { kind: 'note-endpoint', endpoint: 'scans-prod' }],
    [id, { kind: 'set-revisit', date: '2027-05-01', today }],
    [id, { kind: 'revisit', keep: true, next: null }],
    [other, { kind: 'withdraw', reason: 'Too early.' }],
    [other, { kind: 're-open' }],
    [other, { kind: 'override', option: 'real-time', reason: 'We read from S3.' }],
    [other, { kind: 'supersede', byReviewId: id }],
  ];
  for (const [review, action] of acts) {
    expect(await act('U0BEN00001', review, action), action.kind).toMatchObject({ ok: true });
  }
}

describe('what a command prints with --json is described by a schema', () => {
  it.each(Object.entries(PRINTED))('%s', (_, hold) => hold());

  it('as is every command that has the option', async () => {
    const names = Object.keys(COMMANDS);
    const usages = await Promise.all(names.map(async (name) => (await loadCommand(name)).usage('x')));
    expect(names.filter((_, at) => usages[at]?.includes('--json'))).toEqual(Object.keys(PRINTED));
  });
});

describe('what an assistant gets as data is described by the same schemas', () => {
  const { answer: recommended } = callsOf<{
    recommendation: Recommendation;
    heard?: object;
    levers?: object;
  }>(recommendTool);

  it('a recommendation with what was read of words, its levers and its difference', async () => {
    for (const words of WORDS) {
      const { structured } = await recommended({ words, cheaper: true, changes: 'in Frankfurt' });
      const { recommendation, heard } = structured;
      expectAll('recommendation', [{ ...recommendation, ...(heard && { heard }) }]);
    }
  });

  it('words in front of a template', async () => {
    const { structured } = await callsOf<{ heard: object }>(templateTool).answer({
      words: FRAUD,
      format: 'cloudformation',
    });
    expectAll('recommendation', [{ heard: structured.heard }]);
  });

  it('a check of a template, and of an endpoint that runs', async () => {
    const { answer } = callsOf<object>(checkTool);
    const template = read('test/check/templates/canary/template.yaml');
    expectAll('check', [(await answer({ template })).structured]);
    const variant = { VariantName: 'a', ModelName: 'm', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 };
    const described = { EndpointConfigName: 'fraud', ProductionVariants: [variant] };
    expectAll('account', [(await answer({ described })).structured]);
  });
});

it('what the page exports, an answer beside what was read of the words, is a recommendation', () => {
  const { says, ...heard } = readTyped(FRAUD);
  const recommendation = ADVISOR.advise({ name: 'fraud', ...says } as Parameters<typeof ADVISOR.advise>[0]);
  expectAll('recommendation', [JSON.parse(JSON.stringify({ ...recommendation, heard: { says, ...heard } }))]);
});
