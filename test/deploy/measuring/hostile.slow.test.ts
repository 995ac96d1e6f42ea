import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measureIt } from '../../../src/deploy/measuring/index.ts';
import { readMeasurement, recommend } from '../../../src/recommender/index.ts';
import { workload } from '../../support/workloads.ts';
import { type Shape, wrongWith } from './shape.ts';

// Scripts run in a real shell, with stand-ins for the tools that write down what they were given.

// biome-ignore format: a fixture in few lines.
const SHELL_WORDS = ['$(touch owned)', '`touch owned`', "'; touch owned; '", '"; touch owned; "', '\n touch owned\n#', '${IFS}touch owned', '\\', '|',
  '&& touch owned', 'a/b', '*', '<ROLE_ARN>', 'JSON\n', 'é\u2028'];
const hostile = fc
  .array(fc.constantFrom(...SHELL_WORDS, 'llama', ' '), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''));

/** What only the team knows, as a patient person fills it in. */
const FILLED = {
  ENDPOINT: 'chat-1',
  COMPONENT: 'base',
  URL: 'https://lmi.example.com',
  TOKENIZER: 'org/tokenizer',
  WEIGHTS_S3: 's3://bucket/weights/',
  RESULTS_S3: 's3://bucket/results/',
  ROLE_ARN: 'arn:aws:iam::111122223333:role/Measures',
  MODEL_PACKAGE_ARN: 'arn:aws:sagemaker:us-east-1:111122223333:model-package/ours/1',
};

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'measuring-'));
  for (const tool of ['aws', 'guidellm', 'aiperf']) {
    const path = join(folder, tool);
    writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' ${tool} "$@" --- >> called\n`);
    chmodSync(path, 0o755);
  }
  writeFileSync(join(folder, 'python3'), '#!/bin/sh\necho sagemaker-api-key-dG9rZW4=\n');
  chmodSync(join(folder, 'python3'), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(
  script: string,
  way: string,
  env: Record<string, string>,
): { status: number | null; errors: string; called: string } {
  for (const name of ['called', 'owned']) rmSync(join(folder, name), { force: true });
  const { status, stderr } = spawnSync('bash', ['-s', way], {
    cwd: folder,
    input: script,
    env: { PATH: `${folder}:${process.env['PATH'] ?? ''}`, ...env },
    encoding: 'utf8',
  });
  const called = existsSync(join(folder, 'called')) ? readFileSync(join(folder, 'called'), 'utf8') : '';
  return { status, errors: stderr, called };
}

const REQUESTS: readonly (readonly [file: string, shape: Shape])[] = [
  ['workload-config.json', sdk.CreateAIWorkloadConfigRequest$ as unknown as Shape],
  ['recommendation-job.json', sdk.CreateAIRecommendationJobRequest$ as unknown as Shape],
  ['load-test-job.json', sdk.CreateInferenceRecommendationsJobRequest$ as unknown as Shape],
];

// biome-ignore format: a fixture in few lines.
const IMAGES = { trafficPattern: 'steady', responseTimeSeconds: 1, peakRequestsPerSecond: 9, requiresGpu: true } as const;
const TOKENS = { trafficPattern: 'steady', peakRequestsPerSecond: 5, inputTokens: 500, outputTokens: 200 } as const;

it('whatever the workload and its model are called a script runs nothing but the tools, and fills requests in that have the shape of the API', () => {
  fc.assert(
    fc.property(hostile, hostile, fc.boolean(), fc.boolean(), (name, modelId, writes, isNamed) => {
      const stated = writes
        ? { ...TOKENS, modelId: isNamed ? 'qwen3-8b' : modelId, modelParametersBillion: 8 }
        : IMAGES;
      const it = measureIt(recommend(workload({ name, ...stated })));
      if (!it.ok) throw new Error(it.text);
      for (const way of [...it.script.content.matchAll(/^(\w+)\)$/gm)].map(([, word = '']) => word)) {
        for (const [file] of REQUESTS) rmSync(join(folder, file), { force: true });
        const { status, errors, called } = run(it.script.content, way, FILLED);
        expect({ status, errors }).toEqual({ status: 0, errors: '' });
        expect(existsSync(join(folder, 'owned'))).toBe(false);
        expect(called).not.toContain('touch');
        if (way === 'job') expect(called).toContain('--cli-input-json');
        for (const [file, shape] of REQUESTS) {
          if (!existsSync(join(folder, file))) continue;
          const text = readFileSync(join(folder, file), 'utf8');
          expect(text).not.toMatch(/<[A-Z_0-9]+>/);
          expect(wrongWith(JSON.parse(text), shape)).toEqual([]);
        }
      }
    }),
    { numRuns: 12 },
  );
});

describe('what nobody filled in', () => {
  const chat = measureIt(recommend(workload({ ...TOKENS, modelId: 'qwen3-8b' })));
  const images = measureIt(recommend(workload(IMAGES)));

  it.each([
    ['guidellm', chat, 'Set ENDPOINT to the name of an endpoint with one ml.'],
    ['aiperf', chat, 'Set ENDPOINT to the name of an endpoint with one ml.'],
    ['job', chat, 'Set WEIGHTS_S3 to the S3 URI of the safetensors'],
    ['job', images, 'Set MODEL_PACKAGE_ARN to the ARN of a version of your model package'],
    ['', chat, 'Name one: guidellm, aiperf or job.'],
  ])('ends "%s" with its name before anything is called', (way, it, text) => {
    if (!it.ok) throw new Error(it.text);
    const { status, errors, called } = run(it.script.content, way, {});
    expect(status).not.toBe(0);
    expect(errors).toContain(text);
    expect(called).toBe('');
  });

  it('is refused by the patterns of the API where a request is sent as it stands in the script', () => {
    // S3Uri, RoleArn and ModelPackageArn of SageMaker's service model (aws/sagemaker-python-sdk a2481266, 2026-08-21).
    // biome-ignore format: a fixture in few lines.
    const patterns = [/^(https|s3):\/\/([^/]+)\/?(.*)$/, /^arn:aws[a-z-]*:iam::\d{12}:role\/?[\w+=,.@/-]+$/, /^arn:aws[a-z-]*:sagemaker:/];
    const script = [chat, images].map((it) => (it.ok ? it.script.content : '')).join('\n');
    const open = [...script.matchAll(/": "(<[A-Z_0-9]+>)"/g)].map(([, name = '']) => name);
    expect([...new Set(open)].sort()).toEqual(['<MODEL_PACKAGE_ARN>', '<RESULTS_S3>', '<ROLE_ARN>', '<WEIGHTS_S3>']);
    for (const name of open) expect(patterns.filter((pattern) => pattern.test(name))).toEqual([]);
  });

  it('is refused of a row too', () => {
    if (!images.ok) throw new Error(images.text);
    expect(run(images.script.content, 'row', {}).status).toBe(0);
    const read = readMeasurement(readFileSync(join(folder, 'measurement.csv'), 'utf8'));
    expect(read.ok).toBe(false);
  });

  it('is a script that a shell reads without a fault', () => {
    const adapters = measureIt(recommend(workload({ ...TOKENS, modelId: 'qwen3-8b', modelAdapters: true })));
    for (const it of [chat, images, adapters]) execFileSync('bash', ['-n'], { input: it.ok ? it.script.content : '' });
  });
});

it('a row that was filled in is read', () => {
  const images = measureIt(recommend(workload(IMAGES)));
  if (!images.ok) throw new Error(images.text);
  run(images.script.content, 'row', {});
  const [head = '', ...rows] = readFileSync(join(folder, 'measurement.csv'), 'utf8').trim().split('\n');
  const filled = [head, ...rows.map((row) => row.replace(',,,', ',12.5,0.07,0.2'))].join('\n');
  const read = readMeasurement(filled);
  expect(read.ok && read.measurements[0]?.points.map(({ concurrency }) => concurrency)).toEqual([1, 2, 4]);
});
