import { describe, expect, it } from 'vitest';
import { splitsOf } from '../../../src/recommender/throughput/plan.ts';
import { knownArchitecture } from '../../../src/recommender/throughput/tokens-per-second.ts';

const splits = (id: string) => {
  const architecture = knownArchitecture(id)?.architecture;
  if (architecture === undefined) throw new Error(id);
  return splitsOf({ architecture, precision: 'bf16', fp8Cache: false }, 8);
};

describe('the GPUs that one copy of a model is split over', () => {
  it('share its key-value heads evenly: the 10 of phi-4 go on 1 or 2, the 8 of llama-3.1-8b on up to 8', () => {
    expect(splits('phi-4')).toEqual([1, 2]);
    expect(splits('llama-3.1-8b')).toEqual([1, 2, 4, 8]);
  });

  it('divide its heads: the 28 of qwen2.5-7b go on 1, 2 or 4, not on 8', () => {
    expect(splits('qwen2.5-7b')).toEqual([1, 2, 4]);
  });

  it('may be more than the heads where each head is repeated: 4 of them on 8', () => {
    expect(splits('qwen3-30b-a3b')).toEqual([1, 2, 4, 8]);
  });
});
