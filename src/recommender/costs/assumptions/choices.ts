import { formatCount, formatGB, formatNumber } from '../../measures.ts';
import { REQUESTS_AT_ONCE_PER_ACCELERATOR, REQUESTS_AT_ONCE_PER_VCPU } from '../cost-figures.ts';
import { activeModels, requestsAtOnce } from '../instances/capacity.ts';
import type { Capacity } from '../options/option-cost.ts';
import type { FigureRule, Use } from './figure-rule.ts';

const isServerless = ({ plan }: Use): boolean => plan.option === 'serverless';
const gigabytesOf = ({ type }: Capacity): number => Number(type) / 1024;

/** What serves, of what a team can state instead. */
export const CHOICES = [
  {
    figure: 'instance-type',
    field: 'instanceType',
    applies: (use) => !isServerless(use) && use.needs.stated.instanceType === undefined,
    value: ({ capacity }) => capacity.type,
    text: ({ capacity, needs: { stated } }) =>
      stated.modelSizeGB === undefined
        ? `No instance type is stated; ${capacity.type} is priced, which holds most models.`
        : `No instance type is stated; ${capacity.type} is priced, which holds ${formatGB(stated.modelSizeGB)}.`,
  },
  {
    figure: 'requests-at-once',
    field: 'instanceType',
    applies: ({ followsLoad }) => followsLoad,
    value: ({ capacity: { spec } }) => requestsAtOnce(spec),
    text: ({ capacity: { spec }, needs }) => {
      const isBatching = needs.requiresGpu || needs.streaming !== 'none' || Boolean(spec?.acceleratorCount);
      return `Each instance is counted to have ${atOnce(spec)}${isBatching ? '; a server that batches requests needs fewer instance hours' : ''}.`;
    },
  },
  {
    figure: 'serverless-memory',
    field: 'modelSizeGB',
    applies: (use) => isServerless(use) && use.needs.stated.modelSizeGB === undefined,
    value: ({ capacity }) => gigabytesOf(capacity),
    text: ({ capacity }) => `The model's memory is not stated; ${formatGB(gigabytesOf(capacity))} are priced.`,
  },
  {
    figure: 'active-models',
    field: 'activeModelCount',
    applies: ({ plan, needs: { stated } }) =>
      plan.hosting === 'multi-model' && stated.activeModelCount === undefined && stated.modelSizeGB !== undefined,
    value: ({ needs }) => Math.ceil(activeModels(needs)),
    text: ({ needs }) =>
      `How many models are called within an hour is not stated; memory for ${formatNumber(Math.ceil(activeModels(needs)))} of ${formatNumber(needs.models)} is priced.`,
  },
] as const satisfies readonly FigureRule[];

/** "1 request in work on each vCPU, 4 at once" */
function atOnce(spec: Capacity['spec']): string {
  if (spec === undefined)
    return `${formatCount(requestsAtOnce(spec), 'request')} in work at once, since nothing is known of it`;
  const [each, on] = spec.acceleratorCount
    ? [REQUESTS_AT_ONCE_PER_ACCELERATOR, 'GPU or accelerator']
    : [REQUESTS_AT_ONCE_PER_VCPU, 'vCPU'];
  return `${formatCount(each, 'request')} in work on each ${on}, ${formatNumber(requestsAtOnce(spec))} at once`;
}
