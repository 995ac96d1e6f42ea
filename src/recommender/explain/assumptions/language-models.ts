import { monthlyUsd } from '../../costs/bill.ts';
import { heldModel } from '../../costs/choose-accelerator.ts';
import { instanceOf } from '../../costs/priced-instance.ts';
import { instanceTypeOf } from '../../facts/instance-types.ts';
import { type ModelFigures, sourceOfModel } from '../../facts/model-figures.ts';
import type { Judgement } from '../../judge/judgement.ts';
import { planOf } from '../../judge/judgement.ts';
import type { Needs } from '../../needs/needs.ts';
import type { ChosenInstance } from '../../recommendation.ts';
import { formatCount, formatNumber, formatUsd } from '../../workload/measures.ts';
import type { AssumptionRule, FigureRule, Use } from './assumption.ts';

/** Its weights are worked out from parameters and precision. */
const isWeighed = ({ model, stated }: Needs): boolean =>
  model?.weightsGiB !== undefined && stated.modelSizeGB === undefined;

/** Its requests take memory too. */
const hasCache = ({ model, requiresGpu }: Needs): boolean => model?.cache !== undefined && requiresGpu;

/** What is taken of a known model, or of one that writes tokens, where it isn't stated. */
export const LANGUAGE_MODEL_ASSUMPTIONS: readonly AssumptionRule[] = [
  {
    field: 'modelParametersBillion',
    applies: ({ model, stated }) => model?.known?.figures.billions !== undefined && stated.modelSizeGB === undefined,
    value: ({ needs }) => needs.model?.billions,
    text: ({ needs: { model } }) => {
      const { known, billions = 0 } = model ?? {};
      const parameters =
        billions < 1 ? `${formatNumber(billions * 1000)} million` : `${formatNumber(billions)} billion`;
      return `${known?.id} has ${parameters} parameters (${sourceOf(known?.figures)}).`;
    },
    always: () => true,
  },
  {
    field: 'modelPrecisionBits',
    applies: isWeighed,
    value: ({ needs }) => needs.model?.bits,
    text: ({ needs: { model } }) => {
      const bits = `${model?.bits} bits per weight assumed`;
      if (model?.known?.bits !== undefined) return `Precision: not given; ${bits}, from the model's name.`;
      return `Precision: not given; ${bits}${model?.known ? ', as published' : ''}.`;
    },
    always: () => true,
  },
  {
    field: 'contextTokens',
    applies: hasCache,
    value: ({ needs }) => needs.model?.cache?.tokens,
    text: ({ needs: { model, stated } }) => {
      const tokens = formatCount(model?.cache?.tokens ?? 0, 'token');
      return stated.inputTokens || stated.outputTokens
        ? `Context: not given; no request is assumed to be longer than the ${tokens} in and out.`
        : `Context: not given; requests of up to ${tokens} are planned for.`;
    },
    always: () => true,
  },
  {
    field: 'concurrentRequests',
    applies: (needs) => hasCache(needs) && needs.concurrency === undefined,
    value: () => 1,
    text: (judgement) =>
      isHeld(judgement) ? 'Concurrent requests: not given; memory for one at a time is planned.' : null,
    always: () => true,
  },
];

/** What a model's cache takes, and what it could take. */
export const CACHE_FIGURES = [
  {
    figure: 'cache-bits',
    field: 'modelPrecisionBits',
    applies: (use) => inFp8(use) !== undefined,
    value: () => CACHE_BITS,
    text: (use) => {
      const { max, type, usd } = inFp8(use) ?? {};
      const cost = usd == null ? '' : ` for ${formatUsd(usd)} per month`;
      return `The cache is planned with ${CACHE_BITS} bits per value; in FP8 it takes half, and ${formatNumber(max ?? 0)} × ${type} would do${cost}.`;
    },
  },
] as const satisfies readonly FigureRule[];

const CACHE_BITS = 16;

/** The cheaper instances that hold the load with a cache of half the size; nothing where none is, or a type was named. */
function inFp8({ plan, needs, book }: Use): { type: string; max: number; usd: number | null } | undefined {
  const model = heldModel(plan, needs);
  if (model?.cache === undefined || needs.stated.instanceType !== undefined) return undefined;
  const cache = { ...model.cache, requestGiB: model.cache.requestGiB / 2 };
  const half = { ...needs, model: { ...model, cache } };
  const [planned, other] = [instanceOf(plan, needs, book), instanceOf(plan, half, book)];
  if (planned === null || other === null || !instanceTypeOf(other.type)?.computesFp8) return undefined;
  const [line] = plan.costing.lines(plan);
  const hourly = ({ type, max }: ChosenInstance): number =>
    max * ((line && book.find(line.component, type)?.usd) ?? Infinity);
  return hourly(other) < hourly(planned) ? { ...other, usd: monthlyUsd(plan, half, book) } : undefined;
}

const isHeld = ({ choice, needs }: Judgement): boolean =>
  choice !== null && heldModel(planOf(choice), needs) !== undefined;

function sourceOf(figures: ModelFigures | undefined): string {
  if (figures?.byName) return 'from its name';
  const source = sourceOfModel(figures);
  return source ? `${source.title}, ${source.date}` : 'published';
}
