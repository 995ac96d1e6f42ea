import * as z from 'zod';
import { readPasted } from '../../account/pasted.ts';
import { reviewBy } from '../../account/review.ts';
import { clipText } from '../../wording/text.ts';
import { writeAll } from '../parts.ts';
import { endpointParts } from '../texts.ts';
import { anObject, reason, unknown } from './shapes.ts';
import { refuse, tool } from './tool.ts';

const input = z.strictObject({
  described: z
    .array(z.looseObject({}, 'must be a JSON object'), 'must be a list of JSON objects')
    .min(1, 'must not be empty')
    .max(200, 'must have at most 200 entries')
    .describe('What the AWS CLI prints for one endpoint: describe-endpoint-config, and more of it if there is more'),
});

const output = z.object({
  kind: z.literal('endpoint'),
  region: z.string().nullable(),
  name: z.string(),
  runs: anObject,
  workload: z.object({ name: z.string() }),
  measured: anObject.describe('By field: metric, statistic, days, period in seconds, datapoints'),
  monthlyUsd: z.object({ now: z.number().nullable(), recommended: z.number().nullable() }).nullable(),
  saving: z.number().nullable().describe('Verified: every fact is measured or stated'),
  likely: anObject
    .nullable()
    .describe('What is saved per month if its conditions hold; null where it is verified or nothing'),
  recommendation: anObject.describe('As in recommend'),
  findings: z.array(reason),
  unknown,
});

export const endpointTool = tool(
  {
    name: 'review_endpoint',
    title: 'Review a running endpoint',
    description:
      'What a running endpoint costs, what it should be, the saving and what is wrong with it, from what the AWS CLI prints: describe-endpoint-config, and describe-endpoint, describe-model, get-metric-data and scaling policies where there are any. Nothing is read from AWS.',
    input,
    output,
  },
  ({ described }, { advisor, now }) => {
    const read = readPasted(JSON.stringify(described), { region: null, now: now() });
    if (!read.ok) return refuse(read.text);
    const [facts, ...others] = read.facts;
    if (facts === undefined) return refuse('Nothing here describes an endpoint. Paste describe-endpoint-config.');
    if (others.length > 0) {
      const names = read.facts.map(({ name }) => name).join(', ');
      return refuse(`These are ${read.facts.length} endpoints: ${clipText(names, 200)}. Send one at a time.`);
    }
    const { line } = reviewBy(advisor.prices, facts);
    // An assistant has no --region.
    const unknown = [...line.unknown, ...read.unused].map(({ what, why }) => ({
      what,
      why: why.replace('Add --region.', 'Add describe-endpoint, whose ARN names it.'),
    }));
    const reviewed = { ...line, unknown };
    return { ok: true, structured: reviewed, text: writeAll(endpointParts(reviewed)) };
  },
);
