import { bookFor } from '../../src/recommender/costs/price-book.ts';
import { SHIPPED_PRICES } from '../../src/recommender/facts/prices.ts';
import {
  type Architecture,
  gpuTypeOf,
  knownArchitecture,
  type PricedType,
  type Sizing,
  type SizingQuery,
  sizeLanguageModel,
} from '../../src/recommender/throughput/index.ts';

const BOOK = bookFor(SHIPPED_PRICES, 'us-east-1');

/** The types with GPUs that us-east-1 lists. */
export const GPU_TYPES: readonly PricedType[] = BOOK.instancesPriced('hosting').flatMap((type) => {
  const gpuType = gpuTypeOf(type);
  return gpuType ? [{ ...gpuType, usdPerHour: BOOK.listed('hosting', type)?.usd ?? null }] : [];
});

export function architecture(name: string): Architecture {
  const known = knownArchitecture(name);
  if (!known) throw new Error(`${name}: isn't a known model`);
  return known.architecture;
}

/** Llama 3.1 8B at 16 bits, 300 tokens in and 500 out, 5 requests per second at the peak and 2 on average. */
export const query = (more: Partial<SizingQuery> = {}): SizingQuery => ({
  architecture: architecture('llama-3.1-8b'),
  precision: 'bf16',
  fp8Cache: false,
  inputTokens: 300,
  outputTokens: 500,
  contextTokens: null,
  load: { peakRps: 5, meanRps: 2 },
  limits: { streamTokensPerSecond: 10 },
  scaling: { isScaled: true, minInstances: 1, isMultiAz: false },
  costPriority: 'balanced',
  instances: GPU_TYPES,
  ...more,
});

/** Of a query that isn't refused. */
export function sized(more: Partial<SizingQuery> = {}): Extract<Sizing, { ok: true }> {
  const sizing = sizeLanguageModel(query(more));
  if (!sizing.ok) throw new Error(`refused: ${sizing.fault}`);
  return sizing;
}
