import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { NamedReview, ReviewEvent } from '../../src/reviews/record.ts';
import { writeBody } from '../../src/webhooks/body.ts';
import { sendWebhook } from '../../src/webhooks/send.ts';
import { ROOT } from '../support/documents.ts';
import { freePort } from '../support/free-port.ts';
import { REVIEWS } from '../support/reviews.ts';
import { startReceiver, type TestReceiver } from './support/receiver.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

/** What the bot would send of a review's decision. */
function bodyOf(review: NamedReview): string {
  const { decision, latest, neighbours } = review;
  if (decision === null) throw new Error('not decided');
  const { byId: actorId, at, option, despiteConcerns, own } = decision;
  const common = { actorId, at, revision: 1, option, own, despiteConcerns };
  const decided: ReviewEvent =
    decision.kind === 'accepted'
      ? { ...common, kind: 'accepted' }
      : { ...common, kind: 'overridden', recommended: null, reason: decision.reason ?? '' };
  const events = [{ kind: 'created', actorId, at, revision: 1 } as const, decided];
  return writeBody(
    { review, revisions: [latest], events },
    { url: null, names: new Map(), neighbours, policyNow: null },
  );
}

const ACCEPTED = bodyOf(REVIEWS['accepted'] as NamedReview);

describe('the example of a receiver', () => {
  let github: TestReceiver;
  let receiver: ChildProcess;
  let url: string;

  beforeEach(async () => {
    github = await startReceiver();
    const port = await freePort();
    url = `http://127.0.0.1:${port}/`;
    const env = {
      PORT: String(port),
      DECISION_WEBHOOK_SECRET: SECRET,
      GITHUB_REPOSITORY: 'acme/decisions',
      GITHUB_TOKEN: 'token-of-a-test',
      GITHUB_API_URL: `http://127.0.0.1:${github.port}`,
    };
    const file = join(ROOT, 'examples/webhook/receiver.mjs');
    receiver = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    if (receiver.stdout !== null) await once(receiver.stdout, 'data');
  });
  afterEach(async () => {
    receiver.kill();
    await github.close();
  });

  const send = (id: string, { body = ACCEPTED, secret = SECRET, now = Date.now() } = {}) =>
    sendWebhook({ id, body }, { url, secret, allowPrivate: true }, { now });

  it('starts the workflow with record and workload, once for each id', async () => {
    expect(await send('one')).toEqual({ ok: true });
    expect(await send('one')).toEqual({ ok: true });
    expect(github.received).toMatchObject([
      {
        method: 'POST',
        path: '/repos/acme/decisions/dispatches',
        headers: { authorization: 'Bearer token-of-a-test', accept: 'application/vnd.github+json' },
      },
    ]);
    const { event_type, client_payload } = JSON.parse(github.received[0]?.body ?? '');
    expect(event_type).toBe('endpoint-decided');
    expect(client_payload).toMatchObject({
      id: 'review-1',
      name: 'ct-scan-triage',
      record: expect.stringContaining('# Serve ct-scan-triage with asynchronous inference'),
      workload: { name: 'ct-scan-triage' },
      isRecommended: true,
    });
    // GitHub takes at most 10 properties.
    expect(Object.keys(client_payload).length).toBeLessThanOrEqual(10);
    expect(await send('two')).toEqual({ ok: true });
    expect(github.received).toHaveLength(2);
  });

  it('refuses another secret, another body and a signature older than 5 minutes', async () => {
    const refused = { ok: false, error: 'http_401' };
    expect(await send('one', { secret: 'another' })).toEqual(refused);
    expect(await send('one', { now: Date.now() - 301_000 })).toEqual(refused);
    expect(await send('one', { now: Date.now() + 310_000 })).toEqual(refused);
    const headers = { 'webhook-id': 'one', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) };
    const answers = ['', 'v1,', 'v1,AAAA v2,BBBB'].map((signature) =>
      fetch(url, { method: 'POST', body: ACCEPTED, headers: { ...headers, 'webhook-signature': signature } }),
    );
    for (const { status } of await Promise.all(answers)) expect(status).toBe(401);
    expect(github.received).toEqual([]);
  });

  it('asks for a repetition where GitHub fails', async () => {
    github.answer = (_, response) => response.writeHead(500).end();
    expect(await send('one')).toEqual({ ok: false, error: 'http_502' });
    github.answer = (_, response) => response.writeHead(204).end();
    expect(await send('one')).toEqual({ ok: true });
    expect(github.received).toHaveLength(2);
  });

  it('starts the workflow once for eight deliveries of one id at once, while GitHub takes its time', async () => {
    github.answer = (_, response) => void setTimeout(() => response.writeHead(204).end(), 200);
    const all = await Promise.all(Array.from({ length: 8 }, () => send('one')));
    expect(all).toEqual(Array(8).fill({ ok: true }));
    expect(github.received).toHaveLength(1);
    github.answer = (_, response) => void setTimeout(() => response.writeHead(500).end(), 200);
    const failed = await Promise.all(Array.from({ length: 8 }, () => send('two')));
    expect(failed).toEqual(Array(8).fill({ ok: false, error: 'http_502' }));
    expect(github.received).toHaveLength(2);
  });

  it('asks for a repetition where GitHub is out of reach', async () => {
    github.answer = (_, response) => response.destroy();
    expect(await send('one')).toEqual({ ok: false, error: 'http_502' });
  });

  it.each(['no JSON', '', 'null', '[]', '{"type":"review.decided"}', '{"type":"review.decided","review":{}}'])(
    'refuses the signed body %j with 400, and lives',
    async (body) => {
      expect(await send('one', { body })).toEqual({ ok: false, error: 'http_400' });
      expect(await send('one')).toEqual({ ok: true });
      expect(github.received).toHaveLength(1);
    },
  );

  it('takes what it starts nothing for, also types of later versions', async () => {
    for (const type of ['review.withdrawn', 'review.of-2027']) {
      expect(await send(type, { body: JSON.stringify({ type }) })).toEqual({ ok: true });
    }
    expect(github.received).toEqual([]);
  });
});

/** Stands in for `npx` with the package of this repository. */
const NPX = `#!/bin/sh
shift 4
exec "${process.execPath}" "${join(ROOT, 'node_modules/tsx/dist/cli.mjs')}" "${join(ROOT, 'src/endpoint-reviewer.ts')}" "$@"
`;

/** Stands in for GitHub's command line: notes what it is called with. There is no pull request yet. */
const GH = `#!/bin/sh
echo "$@" >> "$CALLS"
[ "$2" = list ] && echo 0
exit 0
`;

interface Workflow {
  on: { repository_dispatch: { types: string[] } };
  jobs: { 'pull-request': { steps: { run?: string }[] } };
}

describe('the example of a workflow', () => {
  const workflow = parse(readFileSync(join(ROOT, 'examples/webhook/pull-request.yml'), 'utf8')) as Workflow;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'decision-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs its steps after checkout, as GitHub does: in a clone, with the event in a file. Returns the calls of `gh`. */
  function runSteps(payload: object, packageAddress: string): string {
    const path = (name: string) => join(folder, name);
    for (const name of ['bin', 'tmp', 'clone']) mkdirSync(path(name));
    for (const [name, text] of Object.entries({ npx: NPX, gh: GH })) {
      writeFileSync(path(`bin/${name}`), text);
      chmodSync(path(`bin/${name}`), 0o755);
    }
    const git = (...args: string[]) => execFileSync('git', args, { cwd: path('clone'), stdio: 'pipe' });
    execFileSync('git', ['init', '--quiet', '--bare', path('remote')]);
    git('init', '--quiet');
    git('remote', 'add', 'origin', path('remote'));
    writeFileSync(path('event.json'), JSON.stringify({ client_payload: payload }));
    writeFileSync(path('env'), '');
    writeFileSync(path('calls'), '');
    for (const { run } of workflow.jobs['pull-request'].steps) {
      if (run === undefined) continue;
      const id = /^ID=(.*)$/m.exec(readFileSync(path('env'), 'utf8'))?.[1] ?? '';
      const env = {
        ...{ PATH: `${path('bin')}:${process.env['PATH']}`, HOME: folder, CALLS: path('calls'), ID: id },
        ...{ GITHUB_EVENT_PATH: path('event.json'), GITHUB_ENV: path('env'), RUNNER_TEMP: path('tmp') },
        PACKAGE: packageAddress,
      };
      const { status, stderr } = spawnSync('bash', ['-e', '-c', run], { cwd: path('clone'), env, encoding: 'utf8' });
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    }
    return readFileSync(path('calls'), 'utf8');
  }

  const payloadOf = (name: string, changed: object = {}) => {
    const { review, workload, record, decision } = JSON.parse(bodyOf(REVIEWS[name] as NamedReview));
    const isRecommended = decision.override === null;
    return { id: review.id, name: review.name, url: null, workload, record, isRecommended, ...changed };
  };
  const files = (id = 'review-1') => {
    const inFolder = (name: string) => join(folder, 'clone/decisions', id, name);
    return {
      record: readFileSync(inFolder('decision.md'), 'utf8'),
      template: existsSync(inFolder('template.yaml')) ? readFileSync(inFolder('template.yaml'), 'utf8') : undefined,
    };
  };

  it('starts with what the receiver sends', () => {
    expect(workflow.on.repository_dispatch.types).toEqual(['endpoint-decided']);
  });

  it('opens a pull request with the record and the template of the decision', () => {
    const calls = runSteps(payloadOf('accepted'), 'https://example.com/endpoint-reviewer.tgz');
    const { record, template } = files();
    expect(record).toContain('# Serve ct-scan-triage with asynchronous inference');
    expect(template).toContain('AWS::SageMaker::Endpoint');
    expect(calls).toMatch(/^pr create --title Decide how to serve ct-scan-triage --body-file /m);
    const branches = execFileSync('git', ['branch', '--list'], { cwd: join(folder, 'remote'), encoding: 'utf8' });
    expect(branches.trim()).toBe('decision/review-1');
  });

  it('has the record alone after a decision against the recommendation, or without the package', () => {
    runSteps(payloadOf('overridden'), 'https://example.com/endpoint-reviewer.tgz');
    expect(files().template).toBeUndefined();
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    runSteps(payloadOf('accepted'), '');
    expect(files().template).toBeUndefined();
  });

  it('runs nothing that people typed, and leaves its folder for no name', () => {
    const hostile = '$(touch /tmp/pwned); `id`"\n';
    const calls = runSteps(payloadOf('accepted', { id: '../../up$(id)', name: hostile, record: hostile }), '');
    expect(files('upid').record).toBe(`${hostile}\n`);
    expect(calls).toContain('$(touch /tmp/pwned); `id`"');
    expect(existsSync('/tmp/pwned')).toBe(false);
  });
});
