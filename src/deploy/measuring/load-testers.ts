import type { MeasuringPlan, TokenLoad } from './plan.ts';

// Commands of load testers, for a server that speaks OpenAI's chat. Pure. They take shell variables that the script sets: URL, TOKEN,
// MODEL and TOKENIZER.

/** Requests per request in progress that AIPerf sends: enough for the speed to settle. */
const REQUESTS_EACH = 10;

const host = (region: string): string => `https://runtime.sagemaker.${region}.amazonaws.com`;

/** Up to `/v1`, which both testers add; `endpoint` and `component` as a shell writes them (realtime-endpoints-openai-compatible, 2026-09). */
export function urlOf({ region, tokens }: MeasuringPlan, endpoint: string, component: string): string {
  const within = tokens?.address === 'component' ? `/inference-components/${component}` : '';
  return `${host(region)}/endpoints/${endpoint}${within}/openai`;
}

/**
 * All levels in one run and one report (vllm-project/guidellm ee7a7745, 2026-08-07: docs/getting-started/benchmark.md,
 * docs/guides/backends.md, docs/guides/v0.7.0_migration_guide.md; `guidellm benchmark` became `guidellm run` in 0.7). It asks for
 * /health first, which SageMaker's path doesn't have.
 */
export function guidellm({ levels }: MeasuringPlan, tokens: TokenLoad, report: string): string[] {
  const { inputTokens, outputTokens, images, levelSeconds, stopsByItself } = tokens;
  const own = stopsByItself ? ',extras.body.ignore_eos=false' : '';
  return [
    'guidellm run',
    `--backend "kind=openai_http,target=$URL,model=$MODEL,verify=true,validate_backend=false${own}\${TOKEN:+,api_key=$TOKEN}"`,
    '--tokenizer "kind=huggingface_auto,model=$TOKENIZER"',
    `--profile '${JSON.stringify({ kind: 'concurrent', streams: levels, warmup: 0.1 })}'`,
    `--data kind=synthetic_text,prompt_tokens=${inputTokens}${images ? '' : `,output_tokens=${outputTokens}`}`,
    // They differ, so that none comes from a cache (docs/en/guides/multimodal/synthetic_vision.md at c2814a46).
    ...(images
      ? [
          `--data kind=synthetic_image,width=${images.side},height=${images.side},images_per_request=${images.count},output_tokens=${outputTokens}`,
        ]
      : []),
    `--constraint kind=max_duration,seconds=${levelSeconds}`,
    `--output kind=json,path=${report}`,
  ];
}

/**
 * One level (ai-dynamo/aiperf docs/cli-options.md at 003fc0f1, AIPerf 0.12 and 0.13, and docs/cli_options.md of 2025: both have all of
 * these; read 2026-11-29). Streams, since nothing else shows the first token, and SageMaker cuts an answer off that isn't streamed.
 */
export function aiperf(tokens: TokenLoad, { level, given }: { level: string; given: Given }): string[] {
  const count = /^\d+$/.test(level) ? String(Number(level) * REQUESTS_EACH) : `$((${level} * ${REQUESTS_EACH}))`;
  const { count: each, side } = tokens.images ?? { count: 0, side: 0 };
  const size = `--image-width-mean ${side} --image-height-mean ${side} --image-format jpeg`;
  const seen = each === 0 ? '' : ` --image-batch-size ${each} ${size}`;
  const at = /^\d+$/.test(level) ? level : `"${level}"`;
  return [
    `aiperf profile --model ${given.model} --tokenizer ${given.tokenizer} --url ${given.url}`,
    `--endpoint-type chat --streaming ${given.key}`,
    `--isl ${tokens.inputTokens} --osl ${tokens.outputTokens}${tokens.stopsByItself ? '' : ' --extra-inputs ignore_eos:true'}${seen}`,
    `--concurrency ${at} --request-count ${count}`,
  ];
}

/** What stands in AIPerf's command for these, as a shell writes it. */
export interface Given {
  readonly model: string;
  readonly tokenizer: string;
  readonly url: string;
  /** The whole option. */
  readonly key: string;
}
