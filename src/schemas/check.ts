import * as z from 'zod';
import type { toJson } from '../check/check.ts';
import { runs } from './account.ts';
import type { Same } from './held.ts';
import { each, figure, texts } from './parts.ts';
import { source } from './recommendation.ts';

// What `check --json` prints. Amounts are US dollars per month.

const told = z.union([z.string(), z.number()]);
const named = each(['address', 'file'], z.string());

const endpoint = z.strictObject({
  ...named,
  kind: z.enum(['real-time', 'serverless', 'asynchronous', 'component', 'transform']),
  region: z.string(),
  regionFrom: z.enum(['files', 'image', 'option', 'environment', 'policy', 'default']),
  runs: runs.pick({ option: true, hosting: true, scaling: true, instance: true }),
  monthlyUsd: z.strictObject({ ...each(['minimum', 'maximum'], figure), atDecisionLoad: z.number().exactOptional() }),
  findings: z.array(
    z.strictObject({
      ...each(['code', 'text'], z.string()),
      severity: z.enum(['error', 'warning', 'note']),
      source: source.exactOptional(),
    }),
  ),
  compared: texts.describe('What was held to the decision'),
  differs: z.array(z.strictObject({ what: z.string(), ...each(['decided', 'found'], told) })),
  unknown: texts,
});

const changed = z.strictObject({
  ...named,
  change: z.enum(['added', 'removed', 'changed']),
  monthlyUsd: z.strictObject(each(['from', 'to'], figure)),
});
const change = z.strictObject({
  monthlyUsd: z.strictObject(each(['from', 'to'], z.number())),
  endpoints: z.array(changed),
});

const checked = z.strictObject({
  endpoints: z.array(endpoint),
  notRead: z.array(z.strictObject(each(['file', 'why'], z.string()))),
  change: change.exactOptional().describe('Against a base'),
});

true satisfies Same<z.output<typeof checked>, ReturnType<typeof toJson>>;

export const check = checked.extend({
  isSound: z.boolean().exactOptional().describe('To an assistant: no errors, and as decided'),
  notes: texts.exactOptional().describe('To an assistant'),
});
