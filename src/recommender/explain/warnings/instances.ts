import { monthlyUsd } from '../../costs/bill.ts';
import { heldModel } from '../../costs/choose-accelerator.ts';
import { candidatesFor } from '../../costs/choose-instance.ts';
import type { Plan } from '../../costs/costing.ts';
import type { PriceBook } from '../../costs/price-book.ts';
import { instanceOf, smallestTaking, takesModel } from '../../costs/priced-instance.ts';
import { sourceOfModel } from '../../facts/model-figures.ts';
import type { InstanceComponent } from '../../facts/price-list.ts';
import { SOURCES } from '../../facts/sources.ts';
import { figure } from '../../findings/words.ts';
import { planOf } from '../../judge/judgement.ts';
import type { Needs } from '../../needs/needs.ts';
import { formatCount, formatGB, formatNumber, formatUsd } from '../../workload/measures.ts';
import type { Warning } from './warning.ts';

/** What an instance can't hold, and what a model can't do. */
export const INSTANCES = {
  /** The type that was named is priced as asked, though the model doesn't run on it. */
  'model-over-instance': {
    rule: ({ needs, choice, book }) => {
      const { instanceType: asked } = needs.stated;
      if (asked === undefined || choice.option.id === 'serverless') return null;
      const plan = planOf(choice);
      if (takesModel(plan, needs, asked) !== false) return null;
      const { instanceType: _, ...stated } = needs.stated;
      const allowed = plan.costing.capacityFor(plan, { ...needs, stated }, book)?.type ?? smallestTaking(plan, needs);
      return allowed === undefined ? { asked } : { asked, allowed };
    },
    text: ({ needs, asked, allowed }) => {
      const advice = allowed === undefined ? '' : `, so choose ${allowed}`;
      return `Priced as you asked, ${asked} can't hold ${nameOf(needs)}${needs.model?.cache ? ' with one request' : ''}, which takes ${gigabytes(needs)}${advice}.`;
    },
    source: SOURCES.realTime,
  },
  /** Nothing that the Region lists holds it. */
  'no-instance-holds-model': {
    rule: ({ needs, choice, book }) => {
      const plan = planOf(choice);
      if (needs.stated.instanceType !== undefined || needs.modelSizeGB === undefined || !book.isPriced) return null;
      if (choice.option.id === 'serverless' || plan.costing.capacityFor(plan, needs, book)) return null;
      const allowed = smallestTaking(plan, needs);
      return allowed === undefined ? { asked: needs.modelSizeGB } : { asked: needs.modelSizeGB, allowed };
    },
    text: ({ needs, asked, allowed }) => {
      const takes = `With one request, ${nameOf(needs)} takes ${formatGB(Number(figure(asked).toPrecision(3)))}`;
      return allowed === undefined
        ? `${takes}, more than one instance of any type holds.`
        : `${takes}, more than any instance that AWS lists in ${needs.region} holds; the smallest that would is ${allowed}.`;
    },
    source: SOURCES.priceList,
  },
  /** Of a new family there may be few; an older type that holds the load is named beside it. */
  'new-instance-may-lack': {
    rule: ({ needs, choice, book }) => {
      const plan = planOf(choice);
      const type = heldModel(plan, needs) && instanceOf(plan, needs, book)?.type;
      if (type === undefined || !NEW_FAMILIES.test(type) || needs.stated.instanceType !== undefined) return null;
      const allowed = olderHolding(plan, needs, book);
      return allowed === undefined ? null : { asked: type, allowed };
    },
    text: ({ asked, allowed }) =>
      `${asked} is new in 2026 and not in every Region, so if it has no capacity, take ${allowed}, which holds the load too.`,
    source: SOURCES.priceList,
  },
  'context-over-model': {
    rule: ({ needs: { model, stated } }) => {
      const allowed = model?.known?.figures.context;
      const { contextTokens: asked } = stated;
      return asked !== undefined && allowed !== undefined && asked > allowed ? { asked, allowed } : null;
    },
    text: ({ needs, asked, allowed }) =>
      `At most ${formatCount(figure(allowed), 'token')} of context fit ${nameOf(needs)}, and you need ${formatCount(figure(asked), 'token')}.`,
    source: ({ needs }) => sourceOfModel(needs.model?.known?.figures),
  },
  /** It was said that no GPU is required. */
  'model-without-gpu': {
    rule: ({ needs: { model, requiresGpu } }) => (model?.needsAccelerator && !requiresGpu ? {} : null),
    text: ({ needs }) => `Without a GPU, ${nameOf(needs)} is too slow for most uses, so measure it before you decide.`,
    source: SOURCES.realTime,
  },
} satisfies Record<string, Warning>;

/** Listed in 8 Regions at most (SOURCES.priceList, 2026-09-22). */
const NEW_FAMILIES = /^ml\.g7e?\./;

/** "1 × ml.g6.12xlarge for $4,199 per month": of the older types, the one of which as many as hold the load cost least. */
function olderHolding(plan: Plan, needs: Needs, book: PriceBook): string | undefined {
  // What holds a model that needs a GPU is an instance.
  const component = plan.costing.lines(plan)[0]?.component as InstanceComponent;
  const isSmall = Number(needs.model?.bits) <= 8;
  let best: { type: string; count: number; named: Needs } | undefined;
  let least = Infinity;
  for (const { type, spec } of candidatesFor(component, 'gpu', book)) {
    const named = { ...needs, stated: { ...needs.stated, instanceType: type } };
    // GPUs that don't compute in 8 bits serve such weights slowly.
    if (NEW_FAMILIES.test(type) || (isSmall && !spec.computesFp8) || takesModel(plan, named, type) !== true) continue;
    const count = Number(instanceOf(plan, named, book)?.max);
    const hourly = count * Number(book.find(component, type)?.usd);
    if (hourly < least) [best, least] = [{ type, count, named }, hourly];
  }
  if (best === undefined) return undefined;
  const usd = monthlyUsd(plan, best.named, book);
  return `${formatNumber(best.count)} × ${best.type}${usd === null ? '' : ` for ${formatUsd(usd)} per month`}`;
}

const nameOf = ({ model }: Needs): string => model?.known?.id ?? 'a model of this size';

const gigabytes = ({ modelSizeGB = 0 }: Needs): string => formatGB(Number(modelSizeGB.toPrecision(3)));
