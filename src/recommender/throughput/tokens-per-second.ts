import { findModel, MODEL_FIGURES } from '../facts/known-models.ts';
import type { MeasuredSpeed } from '../facts/measured-speeds.ts';
import type { ModelFigures } from '../facts/model-figures.ts';
import type { ModelConfig } from '../workload/model-config/keys.ts';
import { type ConfiguredModel, configFigures } from '../workload/model-config/read-model-config.ts';
import { rememberedByName } from '../workload/remembered.ts';
import { type Architecture, architectureOf, isSizable, precisionOf } from './architecture.ts';
import { FIRST_TOKEN_SPAN } from './factors.ts';
import { fastestSplit, type Split } from './fastest-split.ts';
import { gpuTypeOf } from './gpus.ts';
import { classOf, factorsOf, growing, MEASURED_FACTORS, type Span, type ThroughputClass } from './interval.ts';
import { measuredTokensPerSecond, measurementOf } from './measured.ts';
import { firstTokenSeconds, type RequestTokens, type ServedAs } from './replica.ts';

/** One instance with requests of one kind in progress. */
export interface TokensQuery extends RequestTokens {
  /** A usual name of a known model, or the `config.json` of any. */
  readonly model: string | ModelConfig;
  readonly instanceType: string;
  /** Absent: as published. */
  readonly precisionBits?: 4 | 8 | 16;
  /** Requests in progress on the instance, above 0. */
  readonly concurrency: number;
}

/** How fast one whole instance is. Without an answer, `text` says why. */
export type TokensAnswer =
  | {
      readonly ok: true;
      /** Output tokens per second of all requests together. */
      readonly perSecond: Span;
      /** Of one of them. */
      readonly perStream: Span;
      readonly firstTokenSeconds: Span;
      readonly basis: 'measured' | 'modelled';
      readonly class: ThroughputClass;
      /** Requests that run at once. Others wait. */
      readonly fits: number;
    }
  | { readonly ok: false; readonly text: string };

const MOST = 1e9;
const refuse = (text: string): TokensAnswer => ({ ok: false, text });

/** How many tokens per second one instance makes, split as is fastest. Modelled, unless the same was measured publicly. */
export function tokensPerSecond(query: TokensQuery): TokensAnswer {
  const { instanceType, precisionBits, inputTokens, outputTokens, concurrency } = query;
  const isWithin = (value: number, least: number): boolean => value >= least && value <= MOST;
  if (!isWithin(inputTokens, 0)) return refuse('Input tokens have to be 0 to a billion.');
  if (!isWithin(outputTokens, 1)) return refuse('Output tokens have to be 1 to a billion.');
  if (!(concurrency > 0 && concurrency <= MOST)) return refuse('Concurrency has to be above 0 and at most a billion.');
  const asked = typeof query.model === 'string' ? namedModel(query.model) : configuredModel(query.model);
  if ('text' in asked) return refuse(asked.text);
  const gpuType = gpuTypeOf(instanceType);
  if (gpuType === undefined) {
    return refuse(`Tokens on ${instanceType} can't be estimated: it has no GPU of a kind that was measured.`);
  }
  const { architecture } = asked;
  const precision = precisionOf(architecture, precisionBits ?? asked.bits);
  const served: ServedAs = { architecture, precision, fp8Cache: architecture.hasFp8Cache };
  const fastest = fastestSplit(served, gpuType, query);
  if (fastest === undefined) {
    const tokens = `${inputTokens + outputTokens} tokens`;
    return refuse(`${instanceType} doesn't hold ${asked.name} at ${precision} with a request of ${tokens}.`);
  }
  return answerOf(fastest, measurementOf(served, instanceType, query), query, architecture);
}

/** What was asked about, or why nothing can be said of it. */
type AskedModel =
  | { readonly architecture: Architecture; readonly name: string; readonly bits: 4 | 8 | undefined }
  | { readonly text: string };

function namedModel(name: string): AskedModel {
  const known = knownArchitecture(name);
  if (known === undefined || !isSizable(known.architecture)) return { text: `The size of ${name} isn't known.` };
  return { ...known, name, bits: known.bits };
}

function configuredModel(config: ModelConfig): AskedModel {
  const read = configFigures(config);
  if (!read.ok) return { text: read.faults.map(({ text }) => text).join(' ') };
  if (read.kind === 'embedding')
    return { text: "The model of this config.json makes embeddings, and doesn't write tokens." };
  const architecture = configuredArchitecture(read.figures);
  if (architecture === undefined || !isSizable(architecture)) return { text: "The size of the model isn't known." };
  return { architecture, name: 'the model', bits: undefined };
}

/** As a `config.json` describes it; measurements are found by `modelId`. */
export const configuredArchitecture = (figures: ConfiguredModel, modelId?: string): Architecture | undefined =>
  architectureOf(figures, { modelId, textBillion: figures.textBillions, hasFp8Cache: figures.cacheBits === 8 });

/** A known model by a usual name, and the bits that the name states. The same name in a row gives the same object. */
export function knownArchitecture(
  name: string,
): { readonly architecture: Architecture; readonly bits?: 4 | 8 | undefined } | undefined {
  const known = findModel(name);
  if (known === undefined) return undefined;
  const architecture = architectureNamed(known.id);
  return architecture && { architecture, bits: known.bits };
}

const architectureNamed = rememberedByName((id: string) =>
  architectureOf(MODEL_FIGURES[id] as ModelFigures, { modelId: id }),
);

function answerOf(
  { gpu, replica, replicas, each, perStream, perSecond }: Split,
  measurement: MeasuredSpeed | undefined,
  { concurrency }: TokensQuery,
  architecture: Architecture,
): TokensAnswer {
  const grade = classOf(architecture, gpu, replica.gpusEach);
  const measured = measurement && measuredTokensPerSecond(measurement, concurrency);
  const factors = measured === undefined ? factorsOf(grade, gpu) : MEASURED_FACTORS;
  return {
    ok: true,
    perSecond: growing(measured ?? perSecond, factors),
    perStream: growing(measured === undefined ? perStream : measured / concurrency, factors),
    firstTokenSeconds: growing(firstTokenSeconds(replica, Math.max(1, each)), FIRST_TOKEN_SPAN),
    basis: measured === undefined ? 'modelled' : 'measured',
    class: grade,
    fits: replicas * Math.floor(replica.sequencesHeld),
  };
}
