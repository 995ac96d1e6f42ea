import { bookFor } from '../../src/recommender/costs/price-book.ts';
import { SHIPPED_PRICES } from '../../src/recommender/facts/prices.ts';
import {
  type Architecture,
  type GpuType,
  gpuTypeOf,
  knownArchitecture,
} from '../../src/recommender/throughput/index.ts';
import type { Limits, Work } from '../../src/recommender/throughput/plan.ts';
import type { ServedAs } from '../../src/recommender/throughput/replica.ts';

/** The types with GPUs that us-east-1 lists. */
export const GPU_TYPES: readonly GpuType[] = bookFor(SHIPPED_PRICES, 'us-east-1')
  .instancesPriced('hosting')
  .flatMap((type) => gpuTypeOf(type) ?? []);

export function architecture(name: string): Architecture {
  const known = knownArchitecture(name);
  if (!known) throw new Error(`${name}: isn't a known model`);
  return known.architecture;
}

export const NO_LIMITS: Limits = { answerSeconds: null, firstTokenSeconds: null, streamTokensPerSecond: null };

/** What may be asked of a kind of work, flat. */
export interface WorkAsked extends Partial<Omit<Work, 'served' | 'limits'>>, Partial<ServedAs> {
  readonly limits?: Partial<Limits>;
}

/** Llama 3.1 8B at 16 bits, 300 tokens in and 500 out, at least 10 tokens per second for each stream. */
export function workOf({ architecture: of, precision, fp8Cache, limits, ...more }: WorkAsked = {}): Work {
  const { inputTokens = 300, outputTokens = 500 } = more;
  return {
    served: {
      architecture: of ?? architecture('llama-3.1-8b'),
      precision: precision ?? 'bf16',
      fp8Cache: fp8Cache ?? false,
    },
    contextTokens: inputTokens + outputTokens,
    hasImages: false,
    ...more,
    inputTokens,
    outputTokens,
    limits: { ...NO_LIMITS, ...(limits ?? { streamTokensPerSecond: 10 }) },
  };
}
