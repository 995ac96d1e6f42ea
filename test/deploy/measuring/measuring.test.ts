import { AIRecommendationInstanceType } from '@aws-sdk/client-sagemaker';
import { describe, expect, it } from 'vitest';
import { measureIt } from '../../../src/deploy/measuring/index.ts';
import { AI_JOB_TYPES } from '../../../src/deploy/measuring/plan.ts';
import type { Recommendation } from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';
import { expectGolden } from '../../support/golden.ts';

const CHAT = {
  name: 'Support chat',
  modelId: 'llama-3.1-8b',
  trafficPattern: 'steady',
  peakRequestsPerSecond: 50,
  inputTokens: 1000,
  outputTokens: 500,
  requiresStreaming: 'response',
} as const;
const TAGGING = {
  name: 'image-tagging',
  trafficPattern: 'steady',
  responseTimeSeconds: 1,
  peakRequestsPerSecond: 800,
  requiresGpu: true,
} as const;

const scriptOf = (recommendation: Recommendation): string => {
  const it = measureIt(recommendation);
  return it.ok ? it.script.content : expect.fail(it.text);
};

describe('a script that measures', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['a chat', answerTo(CHAT), 'chat'],
    ['adapters in a Region without jobs', answerTo({ ...CHAT, modelAdapters: true, modelCount: 4, region: 'eu-west-2' }), 'adapters'],
    ['images', answerTo(TAGGING), 'images'],
  ])('of %s', (_, recommendation, name) => expectGolden(scriptOf(recommendation), `deploy/measuring/${name}.sh`));

  it('holds 77 requests in progress as planned, half of them and twice as many', () => {
    expect(answerTo(CHAT).choice?.sizing?.tokens?.inProgress).toBeCloseTo(460, 0);
    expect(scriptOf(answerTo(CHAT))).toContain('for level in 39 77 154; do');
  });

  it('sends the 26 of one endpoint where three models have one each', () => {
    const answer = answerTo(CHAT);
    const three = { ...answer, workload: { ...answer.workload, modelCount: 3 } };
    expect(scriptOf(three)).toContain('for level in 13 26 52; do');
  });

  it('lets gpt-oss end its answers: its format refuses to go on', () => {
    const script = scriptOf(answerTo({ ...CHAT, modelId: 'gpt-oss-20b' }));
    expect(script).toContain('extras.body.ignore_eos=false');
    expect(script).not.toContain('ignore_eos:true');
  });

  it('sends a model that sees its 2 images of 2 megapixels, and to no job of AWS, which has none', () => {
    const seen = { ...CHAT, modelId: 'qwen2.5-vl-7b', images: 2, imageMegapixels: 2 } as const;
    const script = scriptOf(answerTo(seen));
    expect(script).toContain('--data kind=synthetic_text,prompt_tokens=1000 \\');
    expect(script).toContain(
      '--data kind=synthetic_image,width=1414,height=1414,images_per_request=2,output_tokens=500 \\',
    );
    expect(script).toContain(
      ' --image-batch-size 2 --image-width-mean 1414 --image-height-mean 1414 --image-format jpeg',
    );
    expect(script).toContain("'guidellm[recommended,vision]'");
    expect(script).toContain('1000 tokens, 2 × 1414 × 1414 px in and 500 out');
    expect(script).toContain('# AI recommendation jobs send no images.');
    expect(script).not.toContain('workload-config.json');
    expect(scriptOf(answerTo(CHAT))).not.toContain('image');
  });

  it('asks for the tokenizer of a model that nobody knows', () => {
    const script = scriptOf(answerTo({ ...CHAT, modelId: 'ours', modelParametersBillion: 8 }));
    expect(script).toContain(': "${TOKENIZER:?Set TOKENIZER to ');
    expect(script).toContain('sed -e "s|<TOKENIZER>|$TOKENIZER|" > workload-config.json');
  });
});

describe('the command at the planned load', () => {
  it('has the model, the tokens, and ten requests for each in progress', () => {
    expect(measureIt(answerTo(CHAT))).toMatchObject({
      ok: true,
      command:
        'aiperf profile --model meta-llama/Llama-3.1-8B-Instruct --tokenizer meta-llama/Llama-3.1-8B-Instruct --url https://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/ENDPOINT/openai --endpoint-type chat --streaming --api-key "$TOKEN" --isl 1000 --osl 500 --extra-inputs ignore_eos:true --concurrency 77 --request-count 770',
    });
  });

  it('is none for a model that writes no tokens', () => {
    expect(measureIt(answerTo(TAGGING))).toMatchObject({
      ok: true,
      command: null,
      ways: ['a load test by Inference Recommender', 'rows to fill in'],
    });
  });
});

describe('nothing to measure', () => {
  // biome-ignore format: one case a line.
  it.each([
    ['where no option fits', { payloadSizeMB: 1e6 }, 'No option fits, so there is nothing to measure.'],
    ['where AWS runs the capacity', { trafficPattern: 'intermittent', monthlyRequests: 100, processingTimeSeconds: 0.1, modelSizeGB: 0.1 },
      'AWS runs its capacity, so there is no instance to measure.'],
    ['before the load is known', { modelId: 'llama-3.1-8b', trafficPattern: 'steady', peakRequestsPerSecond: 50 },
      'State the load first: the requests per second, and the tokens of a request. Then measure at that load.'],
  ] as const)('%s', (_, stated, text) => expect(measureIt(answerTo(stated))).toEqual({ ok: false, text }));

  it('where the type was measured', () => {
    const answer = answerTo(CHAT);
    const { choice } = answer;
    if (!choice?.sizing) throw new Error('Not sized');
    const measured = { ...answer, choice: { ...choice, sizing: { ...choice.sizing, basis: 'measured' as const } } };
    expect(measureIt(measured)).toEqual({ ok: false, text: 'Its size is measured on ml.p5.4xlarge already.' });
  });
});

it('knows every type of the SDK that a recommendation job takes: 46', () => {
  expect([...AI_JOB_TYPES].sort()).toEqual(Object.values(AIRecommendationInstanceType).sort());
  expect(AI_JOB_TYPES.size).toBe(46);
});
