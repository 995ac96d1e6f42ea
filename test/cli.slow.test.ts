import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parseWorkload, recommend } from '../src/recommender/index.ts';
import { FILES } from './recommender/workload/measurements/files.ts';
import { builtFile } from './support/built-file.ts';
import { CONFIGS } from './support/configs.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'recommend-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

const PROGRAM = builtFile('src/endpoint-reviewer.ts');

/** Runs the command as a separate process. */
const run = (args: string[], stdin = '') => runProgram(['recommend', ...args], stdin);

/** Runs the program as a separate process. */
function runProgram(args: string[], stdin = '', environment: Record<string, string> = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: ROOT, env: { ...process.env, ...environment } });
    const out = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      out.stderr += text;
    });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...out }));
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin);
  });
}

const jsonLines = (text: string) =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('recommend', () => {
  it('answers an example readably and exits with 0', async () => {
    const { status, stdout, stderr } = await run(['examples/ct-scans.json']);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^Asynchronous Inference · ct-scan-triage\nus-east-1 \(assumed\), prices as of \S+\nFirm · /,
    );
    expect(stderr).toBe('');
  });

  it('answers every example on one JSON line each, in the order of the files', async () => {
    const examples = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));
    const { status, stdout } = await run(['--json', ...examples.map((name) => `examples/${name}`)]);
    expect(status).toBe(0);
    expect(jsonLines(stdout).map(({ kind }) => kind)).toEqual(examples.map(() => 'recommended'));
  });

  it('sizes a model by its config.json, alone or beside words and files, and says what is wrong with one', async () => {
    const config = file(
      'config.json',
      JSON.stringify({ ...CONFIGS[0].config, rms_norm_eps: Number.NaN }).replace('null', 'NaN'),
    );
    const alone = await run(['--json', '--model-config', config]);
    const [answer] = jsonLines(alone.stdout);
    expect(answer).toMatchObject({ workload: { name: 'workload', modelConfig: { hidden_size: 4096 } } });
    const both = await run(['--json', '--model-config', config, '--words', '5 rps']);
    expect(jsonLines(both.stdout)[0]).toMatchObject({
      workload: { peakRequestsPerSecond: 5, modelConfig: { hidden_size: 4096 } },
    });
    const large = file('large.json', `{"a":"${'x'.repeat(5_000_000)}"}`);
    expect(await run(['--model-config', large])).toMatchObject({
      status: 2,
      stderr: `${large}: over 1 MB. Give a smaller file, or a part of it.\n`,
    });
    const wrong = await run(['--model-config', file('wrong.json', '{"hidden_size": 4096}')]);
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('num_hidden_layers must be a whole number of at least 1; it is missing.');
  });

  it('takes what was measured of one workload, on the instance type that the file or the command line names', async () => {
    const chat = file('chat.json', JSON.stringify({ name: 'chat', modelId: 'qwen3-8b' }));
    const measured = file('vllm.json', JSON.stringify(FILES.vllm));
    const { stdout } = await run(['--json', '--measured', `${measured}@ml.g6e.xlarge`, chat]);
    expect(jsonLines(stdout)[0]).toMatchObject({
      workload: { measurements: [{ source: 'vllm-bench', instanceType: 'ml.g6e.xlarge' }] },
    });
    const unnamed = await run(['--measured', measured, chat]);
    expect(unnamed).toMatchObject({ status: 2, stdout: '' });
    expect(unnamed.stderr).toContain(
      `names no instance type. Add the one that was measured: ${measured}@ml.g6e.xlarge.`,
    );
    const rows = file('rows.csv', 'ml.g6e.xlarge,8,1.4,5.7,6.1,420\n');
    const other = await run(['--measured', `${rows}@ml.g5.xlarge`, chat]);
    expect(other.stderr).toContain('was measured on ml.g6e.xlarge, not on ml.g5.xlarge. Leave out @ml.g5.xlarge.');
    const two = file('two.jsonl', '{"name":"a"}\n{"name":"b"}\n');
    const several = await run(['--measured', `${measured}@ml.g6e.xlarge`, two]);
    expect(several.stderr).toContain('2 workloads. --measured takes one.');
    const large = await run(['--measured', file('large.json', ' '.repeat(5 * 2 ** 20 + 1)), chat]);
    expect(large.stderr).toContain('over 5 MB. Give a smaller file, or a part of it.');
    const points = file('points.json', `{"source":"aiperf","points":[${'{},'.repeat(1_700_000)}{}]}`);
    const many = await run(['--measured', points, chat]);
    expect(many).toMatchObject({ status: 2, stdout: '' });
    expect(many.stderr).toBe(
      `${points}: It has more than 100,000 values, or nests deeper than 64. Expected a summary, not the single requests.\n`,
    );
  });

  it('reads standard input and gives what the library gives', async () => {
    const input = { name: 'a', payloadSizeMB: 500, responseTimeSeconds: 900 };
    const { status, stdout } = await run(['--json'], JSON.stringify([input, { name: 'b' }]));
    const answers = [input, { name: 'b' }].map((workload) => {
      const parsed = parseWorkload(workload);
      return parsed.ok ? recommend(parsed.workload) : undefined;
    });
    expect(status).toBe(0);
    expect(stdout).toBe(answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  });

  it('refuses one of three workloads, answers the others on their lines, and exits with 1', async () => {
    const path = file('three.jsonl', '{"name":"a"}\n{"name":"b","payloadSizeMB":-1,"extra":1}\n{"name":"c"}\n');
    const { status, stdout, stderr } = await run(['--json', path]);
    expect(status).toBe(1);
    expect(jsonLines(stdout).map(({ kind }) => kind)).toEqual(['recommended', 'invalid', 'recommended']);
    expect(jsonLines(stdout)[1]).toMatchObject({ faults: [{ field: 'payloadSizeMB' }, { field: 'extra' }] });
    expect(stderr.split('\n').slice(0, -1)).toEqual([
      expect.stringMatching(`^${path}, workload 2: payloadSizeMB must be`),
      expect.stringMatching(`^${path}, workload 2: "extra" is not a field`),
    ]);
  });

  it('takes a line that is not JSON for a refused workload and answers the others', async () => {
    const { status, stdout, stderr } = await run(['--json'], '\ufeff{"name":"a"}\n{"name":\n{"name":"c"}');
    expect(status).toBe(1);
    expect(jsonLines(stdout).map(({ kind }) => kind)).toEqual(['recommended', 'invalid', 'recommended']);
    expect(stderr).toMatch(/^standard input, workload 2: line 2 is not JSON/);
  });

  it('answers the other files where one cannot be read, says why, and exits with 2', async () => {
    const { status, stdout, stderr } = await run([
      '--json',
      join(folder, 'absent.json'),
      'examples/fraud-scoring.json',
      folder,
    ]);
    expect(status).toBe(2);
    expect(jsonLines(stdout)).toHaveLength(1);
    expect(stderr).toMatch(/absent\.json: no such file\.\n.*: this is a directory\.\n/);
  });

  it.each([
    [['--jsn'], /^Unknown option --jsn\. Did you mean --json\?\n {2}--json .+\n--help lists all options\.\n$/],
    [['-x'], /^Unknown option -x\.\n--help lists all options\.\n$/],
    [['--json=1'], /^--json takes no value\.\n {2}--json .+\n--help lists all options\.\n$/],
    [['--words', ' '], /^--words needs a text\.\n {2}--words TEXT .+\n--help lists all options\.\n$/],
  ])('says what is wrong with %j on standard error and exits with 2', async (args, told) => {
    const { status, stdout, stderr } = await run(args, '{"name":"a"}');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(told);
  });

  it('explains the usage for --help on standard output and exits with 0', async () => {
    const { status, stdout, stderr } = await run(['--help']);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Exit status: 0 all answered');
    expect(stdout).toMatch(/\n {2}payloadSizeMB +a number of at least 0, MB +3\n/);
  });

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(await run(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('answers a workload in words, with what was heard in the JSON', async () => {
    const { status, stdout } = await run(['--json', '--words', 'ct-scans 500 MB within 15 min, sporadic, gpu']);
    expect(status).toBe(0);
    expect(jsonLines(stdout)).toMatchObject([
      { choice: { option: 'asynchronous' }, heard: { says: { name: 'ct-scans', payloadSizeMB: 500 }, unclear: [] } },
    ]);
  });

  it('names the option that was probably meant', async () => {
    const { status, stderr } = await run(['--word', 'x']);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^Unknown option --word\. Did you mean --words\?\n/)]);
  });

  it('exits with 2 where the input is empty, and with 0 for an empty array', async () => {
    expect(await run(['--json'], '\n')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('standard input: empty'),
    });
    expect(await run(['--json'], '[]')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('shows escape sequences in names, files and faults harmlessly', async () => {
    const path = file(
      '\u001b[2Jx.json',
      '[{"name":"\\u001b[31mred\\u009b","description":"\\u0007"},{"name":"a","\\u001b[1m":1}]',
    );
    const { status, stdout, stderr } = await run([path]);
    expect(status).toBe(1);
    expect(stdout).toContain('· \\u{1b}[31mred\\u{9b} ');
    expect(stderr).toContain('\\u{1b}[2Jx.json, workload 2');
    expect(`${stdout}${stderr}`).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it('keeps an answer on its line for readers that break lines at U+0085 and U+2028', async () => {
    const { stdout } = await run(['--json'], JSON.stringify({ name: 'a', description: 'a\u0085b\u2028c\u009b' }));
    expect(stdout.trimEnd()).not.toMatch(/[\u0080-\u009f\u2028]/);
    expect(jsonLines(stdout)[0]).toMatchObject({ workload: { description: 'a\u0085b\u2028c\u009b' } });
  });

  it('survives bytes that are no UTF-8, absurd numbers and a name of 4,000 characters', async () => {
    const bytes = file('bytes.json', Uint8Array.from([0x7b, 0xff, 0xfe, 0x00]));
    const { status, stdout } = await run(
      ['--json', bytes, '-'],
      JSON.stringify([
        { name: 'x'.repeat(4000) },
        { name: 'big', payloadSizeMB: 1e308, monthlyRequests: 1e308 },
        { name: '٣ GB', payloadSizeMB: '٣ GB' },
        { name: '😀<!channel>\u200b' },
      ]),
    );
    expect(status).toBe(1);
    const kinds = jsonLines(stdout).map(({ kind }) => kind);
    expect(kinds).toHaveLength(5);
    expect(kinds.map((kind) => kind === 'invalid')).toEqual([true, true, false, true, false]);
  });

  it('ends quietly when the reader of its output goes away', async () => {
    const path = file('many.jsonl', '{"name":"a"}\n'.repeat(300));
    const child = spawn(process.execPath, [PROGRAM, 'recommend', '--json', path], {
      cwd: ROOT,
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('the program', () => {
  it('recommends without a command, with options, files or standard input', async () => {
    const [named, ...alike] = await Promise.all([
      run(['--json', 'examples/ct-scans.json']),
      runProgram(['--json', 'examples/ct-scans.json']),
      run([], '{"name":"a"}'),
      runProgram([], '{"name":"a"}'),
      runProgram(['examples/ct-scans.json']),
    ]);
    expect(named.status).toBe(0);
    expect(alike[0]).toEqual(named);
    expect(alike[2]).toEqual(alike[1]);
    expect(alike[3]?.stdout).toMatch(
      /^Asynchronous Inference · ct-scan-triage\nus-east-1 \(assumed\), prices as of \S+\nFirm · /,
    );
  });

  it('answers a file whose name is one word', async () => {
    const words = file('words', '{"name":"a"}');
    const child = spawn(process.execPath, [PROGRAM, 'words', '--json'], { cwd: folder, stdio: 'ignore' });
    expect([words.endsWith('/words'), await new Promise((resolve) => child.on('close', resolve))]).toEqual([true, 0]);
  });

  it('lists its commands for --help, and prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const help = await runProgram(['--help']);
    expect([help.status, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toMatch(/\nUsage: .+ COMMAND \[ARGUMENTS\]\n/);
    expect(await runProgram(['-h'])).toEqual(help);
    expect(await runProgram(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(await runProgram(['doctor', '--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('names the command that was probably meant, lists them, and exits with 2', async () => {
    const { status, stdout, stderr } = await runProgram(['recomend', 'examples/ct-scans.json']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Unknown command recomend\. Did you mean recommend\?\n\n[\s\S]+\n {2}doctor +Checks /);
    expect(await runProgram(['constructor'])).toMatchObject({ status: 2, stdout: '' });
  });

  it('writes no escape code, whatever NO_COLOR and FORCE_COLOR say', async () => {
    const colors: Record<string, string>[] = [{ NO_COLOR: '1' }, { FORCE_COLOR: '3', NO_COLOR: '' }];
    for (const environment of colors) {
      const said = await Promise.all([
        runProgram(['--help'], '', environment),
        runProgram(['--words', '3 MB, 20 rps'], '', environment),
        runProgram(['doctor'], '', environment),
      ]);
      // Node writes a warning where both are set.
      const texts = said.map(({ stdout, stderr }) => stdout + stderr.replace(/^\(node:\d+\) .+\n\(Use .+\n/, ''));
      expect(texts.join('')).not.toContain('\u001b');
    }
  });
});
