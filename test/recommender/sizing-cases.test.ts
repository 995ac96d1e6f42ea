import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Explained } from '../../src/recommender/explain/index.ts';
import { instanceTypeOf, parseWorkload, type Workload } from '../../src/recommender/index.ts';
import { billOf, explained } from '../support/answers.ts';

type Range = readonly [least: number, most: number];

/** What an architect accepts: options, the instances at the peak as types, vCPUs or accelerators, and the likely month in US dollars. */
interface Expected {
  readonly option: readonly (string | null)[];
  readonly sizes?: Readonly<Record<string, Range>>;
  readonly cpu?: { readonly vcpu: Range; readonly memoryGiB?: number; readonly atLeast?: number };
  readonly gpu?: {
    readonly families?: readonly string[];
    readonly accelerators?: Range;
    readonly byFamily?: Readonly<Record<string, Range>>;
  };
  readonly monthlyUsd?: Range;
  /** Nothing may be counted or billed, and one of `needs` is asked for. */
  readonly unknown?: boolean;
  readonly needs?: readonly string[];
}

interface Case {
  readonly id: string;
  readonly isLanguage: boolean;
  readonly workload: Record<string, unknown>;
  readonly expect: Expected;
}

const CASES: readonly Case[] = JSON.parse(readFileSync(new URL('sizing-cases.json', import.meta.url), 'utf8'));

const within = (value: number, [least, most]: Range): boolean => value >= least && value <= most;

const ANSWERS = CASES.map((each) => {
  const parsed = parseWorkload({ name: each.id, ...each.workload });
  if (!parsed.ok) throw new Error(`${each.id}: ${parsed.faults.map(({ text }) => text).join(' ')}`);
  return { ...each, answer: explained(parsed.workload) };
});

const usdOf = (answer: Explained): number | null => billOf(answer)?.monthlyUsd?.likely ?? null;

/** Undefined where nothing is expected of it. */
function isSizeAccepted({ choice, ...answer }: Explained, { unknown, needs, sizes, cpu, gpu }: Expected) {
  const sizing = choice?.sizing;
  const type = choice?.instance?.type ?? '';
  const count = sizing?.count?.likely ?? choice?.instance?.max ?? 0;
  const spec = instanceTypeOf(type);
  if (unknown) {
    const isAsked = needs?.some((need) => sizing?.needs.some((field) => field === need)) === true;
    return sizing?.basis === 'unknown' && sizing.count === null && usdOf({ choice, ...answer }) === null && isAsked;
  }
  if (sizes) return within(count, sizes[type] ?? [1, 0]);
  if (cpu) {
    const holds = (spec?.memoryGiB ?? 0) >= (cpu.memoryGiB ?? 0) && count >= (cpu.atLeast ?? 1);
    return within((spec?.vcpu ?? 0) * count, cpu.vcpu) && holds;
  }
  if (!gpu) return undefined;
  const family = type.split('.')[1] ?? '';
  const range = gpu.byFamily?.[family] ?? (gpu.families?.includes(family) ? gpu.accelerators : undefined);
  return range !== undefined && within((spec?.gpuCount ?? 0) * count, range);
}

function isCostAccepted(answer: Explained, { unknown, monthlyUsd }: Expected): boolean | undefined {
  const usd = usdOf(answer);
  if (unknown) return usd === null;
  return monthlyUsd && usd !== null ? within(usd, [monthlyUsd[0] * 0.75, monthlyUsd[1] * 1.25]) : monthlyUsd && false;
}

const failing = (judged: (each: (typeof ANSWERS)[number]) => boolean | undefined, isLanguage?: boolean): string[] =>
  ANSWERS.filter((each) => (isLanguage ?? each.isLanguage) === each.isLanguage && judged(each) === false).map(
    ({ id }) => id,
  );

describe('41 workloads that an architect sized', () => {
  it('get an accepted option, all of them', () => {
    expect(failing(({ answer, expect: { option } }) => option.includes(answer.choice?.option ?? null))).toEqual([]);
    expect(ANSWERS).toHaveLength(41);
  });

  it('get an accepted type and count, and bill, in all 14 with a language model', () => {
    expect(ANSWERS.filter(({ isLanguage }) => isLanguage)).toHaveLength(14);
    expect(failing(({ answer, expect: expected }) => isSizeAccepted(answer, expected), true)).toEqual([]);
    expect(failing(({ answer, expect: expected }) => isCostAccepted(answer, expected), true)).toEqual([]);
  });

  it('get an accepted size and bill in all others as well', () => {
    expect(failing(({ answer, expect: expected }) => isSizeAccepted(answer, expected), false)).toEqual([]);
    expect(failing(({ answer, expect: expected }) => isCostAccepted(answer, expected), false)).toEqual([]);
  });
});

/** Models that people name: of language, of vision and language, of speech, of images and video. */
const NAMES = `
llama-2-7b llama-2-13b llama-2-70b llama-3-8b llama-3-70b llama-3.1-8b llama-3.1-70b llama-3.1-405b llama-3.2-3b
llama-3.2-11b-vision llama-3.2-90b-vision llama-3.3-70b llama-4-scout llama-4-maverick mistral-7b mistral-nemo mistral-small
mistral-large mixtral-8x7b mixtral-8x22b codestral-22b pixtral-12b ministral-8b qwen2-7b qwen2.5-7b qwen2.5-14b qwen2.5-32b
qwen2.5-72b qwen2.5-coder-32b qwen3-4b qwen3-8b qwen3-14b qwen3-32b qwen3-30b-a3b qwen3-235b-a22b qwen2.5-vl-7b
qwen2.5-vl-72b qwen3-vl-8b qwq-32b gemma-2-9b gemma-2-27b gemma-3-4b gemma-3-12b gemma-3-27b phi-3-mini phi-3.5-mini
phi-4 gpt-oss-20b gpt-oss-120b deepseek-v2-lite deepseek-v3 deepseek-r1 deepseek-r1-distill-llama-8b
deepseek-r1-distill-qwen-32b yi-34b falcon-7b falcon-40b falcon-180b command-r command-r-plus granite-3.1-8b olmo-2-13b
glm-4-9b glm-4.5 glm-4.5-air kimi-k2 minimax-m2 nemotron-70b solar-10.7b internlm2.5-20b baichuan2-13b starcoder2-15b
codellama-34b dbrx gpt-neox-20b bloom-176b mpt-30b internvl3-8b llava-1.6-7b whisper-large-v3 whisper-large-v3-turbo
sdxl stable-diffusion-3.5-large flux.1-dev flux.1-schnell
`
  .trim()
  .split(/\s+/);

describe(`the names of ${NAMES.length} popular models`, () => {
  it('are at least 77', () => expect(new Set(NAMES).size).toBeGreaterThanOrEqual(77));

  it.each(NAMES)('%s is never put on a processor unasked', (modelId) => {
    for (const stated of [{}, { peakRequestsPerSecond: 1, trafficPattern: 'steady' }] as Partial<Workload>[]) {
      const { choice } = explained({ modelId, ...stated });
      const type = choice?.instance?.type;
      expect(choice?.option).not.toBe('serverless');
      if (type !== undefined) expect(instanceTypeOf(type)?.acceleratorCount).toBeGreaterThan(0);
    }
  });
});
