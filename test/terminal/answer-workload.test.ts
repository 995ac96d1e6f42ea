import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExtraId } from '../../src/deploy/index.ts';
import { type RefusedWorkload, recommend } from '../../src/recommender/index.ts';
import { answerWords, answerWorkload, readWorkloads } from '../../src/terminal/answer-workload.ts';
import { writeRecommendation } from '../../src/terminal/write-recommendation.ts';
import { readTyped } from '../../src/wording/read-words.ts';
import { ADVISOR } from '../support/advisor.ts';
import { expectGolden } from '../support/golden.ts';
import { workload } from '../support/workloads.ts';

const entries = (text: string) => [...readWorkloads(text)];
const one = { ok: true, input: { name: 'a' } };
const two = { ok: true, input: { name: 'b' } };
const broken = { ok: false, text: expect.stringContaining('not JSON') };

describe('readWorkloads', () => {
  it.each([
    ['one object', '{"name":"a"}', [one]],
    ['an object over several lines', '{\n  "name": "a"\n}\n', [one]],
    ['an array', '[{"name":"a"},\n{"name":"b"}]', [one, two]],
    ['JSON Lines', '{"name":"a"}\n{"name":"b"}\n', [one, two]],
    ['JSON Lines with Windows line ends and empty lines', '{"name":"a"}\r\n\r\n{"name":"b"}\r\n', [one, two]],
    ['a byte order mark', '\ufeff{"name":"a"}', [one]],
    ['an empty array', '[]', []],
    ['nothing', ' \n', []],
    [
      'things that are no objects',
      '[1,null]',
      [
        { ok: true, input: 1 },
        { ok: true, input: null },
      ],
    ],
  ])('reads %s', (_, text, expected) => {
    expect(entries(text)).toEqual(expected);
  });

  it.each([
    ['a broken line between whole ones', '{"name":"a"}\n{"name":}\n{"name":"b"}', [one, broken, two]],
    ['a first line that is broken', 'oops\n{"name":"b"}', [broken, two]],
    ['broken lines only', '{"name":\n{"name":', [broken, broken]],
    ['one broken object over several lines', '{\n  "name": "a",\n}\n', [broken]],
    ['one broken array', '[\n{"name":"a"},\n{"name":"b"}\n', [broken]],
    ['NaN, which is no JSON', '{"name":"a","payloadSizeMB":NaN}', [broken]],
  ])('gives %s a separate place', (_, text, expected) => {
    expect(entries(text)).toEqual(expected);
  });

  it('names the line that is broken', () => {
    expect(entries('{"name":"a"}\n\n{"name":}')[1]).toEqual({ ok: false, text: expect.stringMatching(/^line 3 /) });
  });

  it('never throws, and gives one entry a line for JSON Lines', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void entries(text)));
    fc.assert(
      fc.property(fc.array(fc.record({ name: fc.string() }), { minLength: 1 }), (inputs) => {
        const lines = inputs.map((input) => JSON.stringify(input)).join('\n');
        expect(entries(lines)).toEqual(inputs.map((input) => ({ ok: true, input })));
      }),
    );
  });
});

describe('a workload that is refused', () => {
  it('has its faults on standard error, and as a line of --json', () => {
    const { answered, stdout, stderr } = answerWorkload(
      ADVISOR,
      { ok: true, input: { name: 'a', payloadSizeMB: -1 } },
      'x, workload 1',
      'json',
    );
    const line: RefusedWorkload = JSON.parse(stdout);
    expect(answered).toBe(false);
    expect(line).toEqual({ kind: 'invalid', faults: [{ field: 'payloadSizeMB', text: expect.any(String) }] });
    expect(stderr).toBe(`x, workload 1: ${line.faults[0]?.text}\n`);
  });
});

const WORDS = 'ct-scans 500 MB within 15 min, sporadic, gpu';
const WORKLOAD = workload({
  name: 'ct-scans',
  trafficPattern: 'intermittent',
  responseTimeSeconds: 900,
  payloadSizeMB: 500,
  requiresGpu: true,
});

describe('a workload in words', () => {
  it('is answered as the same workload in JSON, with what was heard beside it', () => {
    const { answered, stdout, stderr } = answerWords(ADVISOR, WORDS, 'json');
    const { heard, ...recommendation } = JSON.parse(stdout);
    expect([answered, stderr]).toEqual([true, '']);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect(recommendation).toEqual(JSON.parse(JSON.stringify(recommend(WORKLOAD))));
    expect(heard).toMatchObject({ says: WORKLOAD, unclear: [], notUsed: [] });
    expect(Object.keys(heard)).toEqual(['says', 'from', 'unclear', 'notUsed']);
  });

  it('is read field by field where it is pasted as JSON', () => {
    const { heard } = JSON.parse(answerWords(ADVISOR, JSON.stringify(WORKLOAD), 'json').stdout);
    expect(heard.says).toEqual(WORKLOAD);
  });

  it('is answered readably under what was understood and what was not used', () => {
    const { stdout } = answerWords(ADVISOR, `${WORDS}, hooray`, 'full');
    const [understood, more, notUsed, empty, ...answer] = stdout.split('\n');
    expect(understood).toBe('Understood: sporadic · response in 15 min, from "within 15 min" · 500 MB payload');
    expect(more).toBe('· GPU');
    expect(notUsed).toBe('Not used: "hooray"');
    expect(empty).toBe('');
    expect(answer.join('\n')).toBe(writeRecommendation(recommend(WORKLOAD), ADVISOR.curveOf(recommend(WORKLOAD))));
  });

  it('says so where nothing was understood, or only a name', () => {
    const first = (words: string) => answerWords(ADVISOR, words, 'short').stdout.split('\n')[0];
    expect(first('please somebody help me with my homework')).toBe('Understood: nothing');
    expect(first('churn')).toBe('Understood: nothing but the name');
  });

  it('asks what words in doubt mean where they decide, and writes no template', async () => {
    const words = 'sql-helper 34B model, office hours, 10 s';
    const told = (['full', 'short'] as const).map(
      (format) => `> ${format}\n\n${answerWords(ADVISOR, words, format).stdout}`,
    );
    await expectGolden(told.join('\n'), 'terminal/in-doubt.txt');
    const { questions, doubts } = JSON.parse(answerWords(ADVISOR, words, 'json').stdout);
    expect(questions).toMatchObject([
      { field: 'responseTimeSeconds', words: '10 s', answers: [{}, {}], otherwise: {} },
      { field: 'requiresStreaming', answers: [{}, {}] },
    ]);
    expect(doubts).toHaveLength(1);
    expect(answerWords(ADVISOR, words, 'cloudformation')).toMatchObject({
      answered: false,
      stdout: '',
      stderr: expect.stringContaining('Say what “10 s” means first.'),
    });
  });

  it('has a name where "sporadic" has none', () => {
    const { answered, stdout } = answerWords(ADVISOR, 'sporadic', 'json');
    expect(answered).toBe(true);
    expect(JSON.parse(stdout).workload.name).toMatch(/^\S.{0,79}$/);
  });

  it.each(['!', '\u001b[2J', 'please help us'])(
    'has no recommendation where nothing of "%s" was understood',
    (words) => {
      const [text, json] = (['full', 'json'] as const).map((format) => answerWords(ADVISOR, words, format));
      expect(text).toMatchObject({ answered: false, stdout: expect.stringMatching(/^Understood: nothing/) });
      expect(text?.stderr).toBe('Describe a model and its traffic, such as "3 MB, 20 rps, 200 ms".\n');
      expect(json?.answered).toBe(false);
      expect(Object.keys(JSON.parse(json?.stdout ?? ''))).toEqual(['heard']);
    },
  );

  it('shows escape sequences harmlessly', () => {
    for (const format of ['json', 'full', 'short'] as const)
      expect(answerWords(ADVISOR, 'x \u001b[31mred\u009b, 5 MB', format).stdout).not.toMatch(/(?!\n)\p{Cc}/u);
  });
});

describe('what would cost less', () => {
  const CHAT = 'chat llama 3.1 8b, 20 rps, 1000 tokens in, 300 out, variable, budget $2,000';

  it('reads as reviewed', async () => {
    const scans = `${WORDS}, 6000 per month, 90 s each`;
    const told = [CHAT, scans].map((words) => `> ${words}\n\n${answerWords(ADVISOR, words, 'cheaper').stdout}`);
    await expectGolden(told.join('\n'), 'terminal/cheaper.txt');
  });

  it('is the same three ways as JSON, with the words of each', () => {
    const { stdout } = answerWords(ADVISOR, CHAT, 'cheaper-json');
    const { ways, heard, option } = JSON.parse(stdout);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    expect([option, ways.length, heard.notUsed]).toEqual(['real-time', 3, []]);
    const lines = answerWords(ADVISOR, CHAT, 'cheaper').stdout.replace(/\s+/g, ' ');
    for (const { text } of ways) expect(lines).toContain(text);
  });

  it('is at most 80 columns wide, and shows escape sequences harmlessly', () => {
    const { stdout } = answerWorkload(
      ADVISOR,
      { ok: true, input: { ...WORKLOAD, name: 'x \u001b[31m', processingTimeSeconds: 7200 } },
      'x',
      'cheaper',
    );
    expect(stdout).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(stdout).toContain('SageMaker Processing or AWS Batch');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('is refused like any other answer, as a line of JSON', () => {
    const { stdout } = answerWorkload(ADVISOR, { ok: true, input: {} }, 'x', 'cheaper-json');
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'invalid' });
  });
});

describe('the code of a workload', () => {
  const fraud = {
    ok: true,
    input: { name: 'fraud', trafficPattern: 'steady', payloadSizeMB: 3, responseTimeSeconds: 0.3 },
  } as const;

  it('is one file on standard output, and nothing else', () => {
    const answer = answerWorkload(ADVISOR, fraud, 'a.json', 'cloudformation');
    expect(answer.answered).toBe(true);
    expect(answer.stdout).toMatch(/^# fraud: .*\n[\s\S]*AWSTemplateFormatVersion/);
  });

  it('tells on standard error what Terraform cannot do, beside what was understood of words', () => {
    const answer = answerWords(ADVISOR, 'fraud 3 MB within 300 ms, variable, 50 rps, 40 ms per request', 'terraform');
    expect(answer.stdout).toContain('\nresource "aws_sagemaker_endpoint" "endpoint" {\n');
    expect(answer.stderr).toMatch(/^Understood: /);
    expect(answer.stderr).toContain("can't retain the scaled instance count");
  });

  it('has what is asked for beside the usual, from words and from a file', () => {
    const words = 'fraud 3 MB within 300 ms, variable, 50 rps, 40 ms per request';
    const read = { heard: readTyped(words) };
    const texts = (extras: readonly ExtraId[]) => [
      answerWords(ADVISOR, words, 'cloudformation', read, extras).stdout,
      answerWorkload(ADVISOR, fraud, 'a.json', 'cloudformation', extras).stdout,
    ];
    for (const text of texts(['kms', 'own-role'])) expect(text).toMatch(/ {2}ExecutionRoleArn:[\s\S]* {2}KmsKeyArn:/);
    for (const text of texts([])) expect(text).not.toMatch(/ExecutionRoleArn:\n|KmsKeyArn/);
  });

  it('is refused in one sentence where no option fits', () => {
    const input = { name: 'scans', payloadSizeMB: 5000, responseTimeSeconds: 0.1, trafficPattern: 'steady' };
    const answer = answerWorkload(ADVISOR, { ok: true, input }, 'a.json', 'cloudformation');
    expect(answer).toMatchObject({ answered: false, stdout: '' });
    expect(answer.stderr).toMatch(/^a\.json: No option fits.*\.\n$/);
  });
});
