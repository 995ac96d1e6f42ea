import { GPUS, type Gpu, type GpuType } from './gpus.ts';
import { splitsOf } from './plan.ts';
import {
  type Replica,
  type RequestTokens,
  replicaOf,
  type ServedAs,
  sequencesHeld,
  sequencesRunning,
  tokenSeconds,
} from './replica.ts';

/** How one instance serves requests of one kind that are in progress. */
export interface Split {
  readonly gpu: Gpu;
  readonly replica: Replica;
  readonly replicas: number;
  /** Of requests that are there, on each copy. */
  readonly each: number;
  readonly perStream: number;
  readonly perSecond: number;
}

/** What makes most tokens with this many requests in progress; nothing where memory doesn't hold one. */
export function fastestSplit(
  served: ServedAs,
  { gpu: id, gpus }: Omit<GpuType, 'type'>,
  query: RequestTokens & { readonly concurrency: number },
): Split | undefined {
  const gpu: Gpu = GPUS[id];
  let best: Split | undefined;
  for (const gpusEach of splitsOf(served, gpus)) {
    const tokens = query.inputTokens + query.outputTokens;
    if (sequencesHeld(served, gpu, gpusEach, tokens) < 1) continue;
    const replica = replicaOf(served, gpu, gpusEach, query);
    const replicas = Math.floor(gpus / gpusEach);
    const each = query.concurrency / replicas;
    const running = sequencesRunning(replica, each);
    const perStream = 1 / tokenSeconds(replica, running);
    const perSecond = perStream * Math.min(query.concurrency, running * replicas);
    if (perSecond > (best?.perSecond ?? 0)) best = { gpu, replica, replicas, each, perStream, perSecond };
  }
  return best;
}
