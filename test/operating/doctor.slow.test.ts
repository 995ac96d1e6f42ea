import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { worldOf } from '../account/support/seeded.ts';
import { makeFolder } from '../database/support/open-test-database.ts';
import { startAwsDouble } from '../support/aws/aws-double.ts';
import { environmentOf } from '../support/bot-process.ts';
import { builtFile } from '../support/built-file.ts';
import { freePort } from '../support/free-port.ts';
import { openWorkspace } from '../support/workspace.ts';

const BUILT = [builtFile('src/endpoint-reviewer.ts'), 'doctor'];

/** Runs the program in an empty folder and environment but for what is given. */
function run(program: readonly string[], environment: Record<string, string>, args: readonly string[] = []) {
  const folder = makeFolder();
  onTestFinished(() => folder.remove());
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    AWS_EC2_METADATA_DISABLED: 'true',
    ...environment,
  };
  const child = spawn(process.execPath, [...program, ...args], { cwd: folder.path, env });
  const out = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      out[stream] += text;
    });
  }
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...out }));
  });
}

/** A PostgreSQL server that refuses everybody with a sentence. */
async function startRefusing(text: string): Promise<{ port: number; close: () => void }> {
  // https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-ERRORRESPONSE
  const fields = Buffer.from(`SFATAL\0C28P01\0M${text}\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  const server = createServer((socket) => {
    socket.on('error', () => {}).once('data', () => socket.end(Buffer.concat([head, fields])));
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port, close: () => void server.close() };
}

/** Everything secret in what the tests set. */
const CANARY = /canary/;

describe('the doctor', () => {
  it('finds nothing wrong with a workspace that is set up: exit 0', async () => {
    const { workspace, config, removeFolder } = await openWorkspace('socket-mode', () => 0, {
      withHistory: true,
      withPeople: true,
    });
    onTestFinished(async () => {
      await workspace.stop();
      removeFolder();
    });
    const aws = await startAwsDouble({ 'eu-west-1': worldOf() });
    onTestFinished(() => aws.close());
    const access = { AWS_ENDPOINT_URL: aws.url, AWS_ACCESS_KEY_ID: 'canary', AWS_SECRET_ACCESS_KEY: 'canary' };
    const environment = { ...environmentOf(config, await freePort()), ...access, AWS_REGIONS: 'eu-west-1' };
    const { status, stdout, stderr } = await run(BUILT, environment);
    expect(stdout.split('\n').map((line) => line.split(':')[0])).toEqual([
      ...'ok     configuration|ok     PORT|ok     database|ok     Slack|ok     scopes'.split('|'),
      ...'ok     clock|ok     Socket Mode|ok     AWS|'.split('|'),
    ]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).not.toContain(workspace.botToken);
    expect(stdout).not.toMatch(CANARY);
  });

  it('names each fault of an empty configuration, and checks the database anyway: exit 1', async () => {
    const { status, stdout } = await run(BUILT, {});
    expect(stdout).toMatch(/^FAULT {2}SLACK_BOT_TOKEN: .+\nFAULT {2}SLACK_APP_TOKEN or .+\nok {5}database: .+\n$/);
    expect(status).toBe(1);
  });

  it('has one clear line for each thing that cannot be reached, in 15 s, without a secret: exit 1', async () => {
    // Nobody listens on port 9 (discard).
    const { status, stdout, stderr } = await run(BUILT, {
      SLACK_BOT_TOKEN: 'xoxb-canary',
      SLACK_APP_TOKEN: 'xapp-canary',
      SLACK_API_URL: 'http://127.0.0.1:9/',
      DATABASE_URL: 'postgres://canary-user:canary-password@127.0.0.1:9/reviews',
      AWS_REGIONS: 'eu-west-1,us-east-1',
    });
    const faults = stdout.split('\n').filter((line) => line.startsWith('FAULT'));
    expect(faults).toEqual([
      "FAULT  database: The database at 127.0.0.1:9/reviews can't be used: connect ECONNREFUSED 127.0.0.1:9",
      'FAULT  Slack: Slack could not be reached at http://127.0.0.1:9/. Check the network, a proxy and SLACK_API_URL.',
      'FAULT  Socket Mode: Slack could not be reached at http://127.0.0.1:9/. Check the network, a proxy and SLACK_API_URL.',
      expect.stringContaining('FAULT  AWS: eu-west-1: No AWS credentials found.'),
      expect.stringContaining('FAULT  AWS: us-east-1: No AWS credentials found.'),
    ]);
    expect(stdout + stderr).not.toMatch(CANARY);
    expect(status).toBe(1);
  }, 15_000);

  it('gives up in 15 s on a Slack and a database that take connections and never answer: exit 1', async () => {
    const mute = createServer(() => {});
    const port = await freePort();
    await new Promise<void>((resolve) => mute.listen(port, '127.0.0.1', resolve));
    onTestFinished(() => void mute.close());
    const { status, stdout, stderr } = await run(BUILT, {
      SLACK_BOT_TOKEN: 'xoxb-canary',
      SLACK_SIGNING_SECRET: '0123456789canary0123456789canary',
      SLACK_API_URL: `http://127.0.0.1:${port}/`,
      DATABASE_URL: `postgres://canary-user:canary-password@127.0.0.1:${port}/reviews`,
      PORT: String(await freePort()),
    });
    expect(stdout).toMatch(/^FAULT {2}database: .+/m);
    expect(stdout).toMatch(/^FAULT {2}Slack: Slack could not be reached at/m);
    expect(stdout + stderr).not.toMatch(CANARY);
    expect(status).toBe(1);
  }, 15_000);

  it('names each wrong setting, does not call AWS_REGIONS unset, and prints nothing that a setting has of a secret: exit 1', async () => {
    const { status, stdout, stderr } = await run(BUILT, {
      SLACK_BOT_TOKEN: 'xoxp-canary-1234567',
      SLACK_APP_TOKEN: 'xoxb-canary-1234567',
      SLACK_SIGNING_SECRET: 'Canary',
      SLACK_API_URL: 'http://canary:canary-password@127.0.0.1:9/api/',
      DATABASE_URL: 'postgresql://canary-user:canary-password@127.0.0.1:9/reviews?sslmode=canary',
      SLACK_TOKEN: 'xoxb-canary-7654321',
      AWS_REGIONS: 'eu-west-1,Frankfurt',
      DEFAULT_REGION: 'us-esat-1',
    });
    expect(stdout).toMatch(/^FAULT {2}SLACK_API_URL: Must be without user name and password/m);
    expect(stdout).toContain('FAULT  DEFAULT_REGION: Must be an AWS Region. Did you mean us-east-1?\n');
    expect(stdout).toMatch(/^FAULT {2}AWS_REGIONS: Entry 2 isn't an AWS Region\. .+$/m);
    expect(stdout).not.toMatch(/FAULT {2}AWS:/);
    expect(stdout.split('\n').length).toBeGreaterThan(7);
    expect(stdout + stderr).not.toMatch(/canary/i);
    expect(status).toBe(1);
  });

  it("keeps back the secrets, also those in files, that a database's server repeats while SLACK_BOT_TOKEN is missing", async () => {
    const [password, appToken] = ['canary-password', 'xapp-canary-of-an-app'];
    const { port, close } = await startRefusing(`password ${password} of ${appToken} refused`);
    onTestFinished(close);
    const { path, remove } = makeFolder();
    onTestFinished(remove);
    const file = join(path, 'database-url');
    writeFileSync(file, `postgres://someone:${password}@127.0.0.1:${port}/reviews\n`);
    const { stdout, stderr } = await run(BUILT, { SLACK_APP_TOKEN: appToken, DATABASE_URL_FILE: file });
    expect(stdout).toMatch(/^FAULT {2}SLACK_BOT_TOKEN: Not set/m);
    expect(stdout).toMatch(/^FAULT {2}database: .+password \[secret\] of \[secret\] refused$/m);
    expect(stdout + stderr).not.toMatch(CANARY);
  });

  it('explains itself with --help, exit 0, and takes nothing else, exit 2', async () => {
    expect(await run(BUILT, {}, ['--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Exit status: 0'),
    });
    expect(await run(BUILT, {}, ['--quiet'])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^Unknown option --quiet\.\n/),
    });
  });
});
