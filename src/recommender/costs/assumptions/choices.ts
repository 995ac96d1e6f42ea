import { formatGB, formatNumber } from '../../measures.ts';
import { BUSY_HOURS_INTERMITTENT } from '../cost-figures.ts';
import { activeModels } from '../instances/capacity.ts';
import type { Capacity } from '../options/option-cost.ts';
import type { FigureRule, Use } from './figure-rule.ts';

const isServerless = ({ plan }: Use): boolean => plan.option === 'serverless';
const gigabytesOf = ({ type }: Capacity): number => Number(type) / 1024;

/** Options that charge for what goes in and out of the endpoint. */
const BY_DATA: ReadonlySet<string> = new Set(['real-time', 'serverless']);

/** What a team can state instead. */
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
    figure: 'serverless-memory',
    field: 'modelSizeGB',
    applies: (use) => isServerless(use) && use.needs.stated.modelSizeGB === undefined,
    value: ({ capacity }) => gigabytesOf(capacity),
    text: ({ capacity }) => `The model's memory is not stated; ${formatGB(gigabytesOf(capacity))} are priced.`,
  },
  {
    figure: 'busy-hours',
    field: 'busyHoursPerDay',
    applies: ({ plan, needs }) =>
      needs.traffic === 'intermittent' && !needs.stated.busyHoursPerDay && plan.scaling !== 'on-demand',
    value: () => BUSY_HOURS_INTERMITTENT,
    text: () => `The busy hours are not stated; ${BUSY_HOURS_INTERMITTENT} a day are priced.`,
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
  {
    figure: 'payload',
    field: 'payloadSizeMB',
    applies: ({ plan, needs: { stated }, volume }) =>
      volume?.dataGB === 0 &&
      BY_DATA.has(plan.option) &&
      stated.payloadSizeMB === undefined &&
      stated.payloadByReference !== true,
    value: () => 0,
    text: () => 'The payload is not stated; data in and out are not priced.',
  },
] as const satisfies readonly FigureRule[];
