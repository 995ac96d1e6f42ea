import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, realTime, steady, worldOf } from './account/support/seeded.ts';
import { type AwsDouble, startAwsDouble } from './support/aws/aws-double.ts';
import { builtFile } from './support/built-file.ts';
import { ROOT } from './support/documents.ts';

interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the real program. `stopAt`: sends SIGINT when stderr has this. */
function run(args: string[], environment: Record<string, string>, stopAt?: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const env = {
      PATH: process.env['PATH'] ?? '',
      HOME: '/nonexistent',
      AWS_EC2_METADATA_DISABLED: 'true',
      ...environment,
    };
    const child = spawn(process.execPath, [builtFile('src/endpoint-reviewer.ts'), 'account', ...args], {
      cwd: ROOT,
      env,
    });
    const out = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const isFirst = stopAt !== undefined && !out.stderr.includes(stopAt);
      out.stderr += text;
      // Once: the second ends it at once.
      if (isFirst && out.stderr.includes(stopAt)) child.kill('SIGINT');
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...out }));
    child.stdin.end();
  });
}

describe('the account command', () => {
  let double: AwsDouble;
  let access: Record<string, string>;

  beforeAll(async () => {
    const names = Array.from({ length: 60 }, (_, at) => `endpoint-${at}`);
    const world = worldOf(...names.map((name) => realTime({ name, requests: steady(100) })));
    double = await startAwsDouble({ 'eu-west-1': world }, { now: Math.max(NOW, Date.now()) });
    access = { AWS_ENDPOINT_URL: double.url, AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
  });
  afterAll(() => double.close());

  it('prints one endpoint as one JSON line, exit 0, and finds it in the second of AWS_REGIONS', async () => {
    const environment = { ...access, AWS_REGIONS: 'us-east-1, eu-west-1' };
    const { status, stdout, stderr } = await run(['endpoint', 'endpoint-7', '--json'], environment);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'endpoint', name: 'endpoint-7', region: 'eu-west-1' });
  });

  it('says in one line and exit 1 that there is no such endpoint, no credentials, no Region, no JSON', async () => {
    const region = { AWS_REGION: 'eu-west-1' };
    const wrong = await Promise.all([
      run(['endpoint', 'none'], { ...access, ...region }),
      run(['audit', '--json'], { AWS_ENDPOINT_URL: double.url, ...region }),
      run(['audit'], access),
      run(['--from', 'README.md'], {}),
      run(['audit'], { ...access, AWS_REGIONS: 'eu-west-1,Frankfurt' }),
      run(['endpoint', 'none'], { ...access, AWS_REGION: 'eu west 1' }),
    ]);
    expect(wrong.map(({ status, stdout }) => [status, stdout])).toEqual(Array(6).fill([1, '']));
    expect(wrong.map(({ stderr }) => stderr.split(/(?<!AWS_REGIONS?)[.:] /)[0]?.trim())).toEqual([
      'No endpoint named none in eu-west-1.',
      'No AWS credentials found',
      'No AWS Region is set',
      'README.md',
      "AWS_REGIONS: Entry 2 isn't an AWS Region",
      "AWS_REGION: This isn't an AWS Region",
    ]);
    expect(wrong.filter(({ stderr }) => stderr.split('\n').length !== 2)).toEqual([]);
  });

  it('says why a file cannot be read, exit 2', async () => {
    const [missing, folder] = await Promise.all([run(['--from', 'none.json'], {}), run(['--from', 'src'], {})]);
    expect(missing).toEqual({ status: 2, stdout: '', stderr: 'none.json: no such file.\n' });
    expect(folder).toEqual({ status: 2, stdout: '', stderr: 'src: this is a directory.\n' });
  });

  it('ends at Ctrl-C with what was found, the account last, exit 0, and AWS saw no write', async () => {
    const args = ['audit', '--json', '--region', 'eu-west-1'];
    const { status, stdout, stderr } = await run(args, access, 'of 60 endpoints');
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line): { kind: string; incomplete?: { why: string }[] } => JSON.parse(line));
    expect([status, stderr.includes('    at ')]).toEqual([0, false]);
    expect(lines.length).toBeLessThan(61);
    expect(lines.at(-1)?.kind).toBe('account');
    expect(lines.at(-1)?.incomplete?.at(-1)?.why).toBe(`Stopped after ${lines.length - 1} of 60.`);
    expect(double.seen.writes).toEqual([]);
  });

  it('prints the policy and the help with exit 0, and refuses what it does not know with exit 2', async () => {
    const [policy, help, unknown] = await Promise.all([
      run(['--policy'], {}),
      run(['--help'], {}),
      run(['remove'], {}),
    ]);
    expect([policy.status, help.status, unknown.status]).toEqual([0, 0, 2]);
    expect(JSON.parse(policy.stdout)).toMatchObject({ Version: '2012-10-17' });
    expect(unknown.stderr).toMatch(/^Unknown command remove\.\n\n/);
  });
});
