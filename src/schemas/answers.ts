import * as z from 'zod';
import type { RefusedWorkload } from '../recommender/index.ts';
import type { Heard } from '../wording/heard.ts';
import type { Changes } from '../wording/read-what-if.ts';
import type { savingsReport } from '../wording/savings.ts';
import type { Same } from './held.ts';
import { field, option } from './parts.ts';
import { facts, monthlyUsd, recommendation, shapes, value } from './recommendation.ts';

// What `recommend --json` prints, and with `--cheaper`: an answer, what was read of words, or why there is no answer.

const texts = z.array(z.string());

const heard = z
  .strictObject({
    says: facts.describe('What was understood'),
    from: z.partialRecord(field, z.string()).describe('The words of each fact, as typed'),
    unclear: z
      .array(z.strictObject({ field, words: z.string(), readings: z.array(value).exactOptional() }))
      .describe('Words with several readings, which state nothing'),
    notUsed: texts.describe('Words that state nothing that a workload has a field for'),
    about: z
      .array(
        z.strictObject({
          quote: z.string(),
          why: z.enum(['other-system', 'past', 'benchmark', 'vendor', 'later', 'out-of-scope']),
        }),
      )
      .exactOptional()
      .describe('Those of `notUsed` that are about something else'),
    name: z.string().exactOptional(),
    isNamed: z.literal(true).exactOptional().describe('Whether the words name it'),
    by: z
      .partialRecord(field, z.enum(['rules', 'model', 'both']))
      .exactOptional()
      .describe('Who read each fact, where a language model read the words too'),
    note: z.string().exactOptional().describe("To an assistant: what the language model didn't do"),
    unanswered: texts.exactOptional().describe('To an assistant: what was asked and has no answer here'),
  })
  .meta({ id: 'heard', description: 'What was read of words' });

true satisfies Same<z.output<typeof heard>, Heard & { note?: string; unanswered?: string[] }>;

const refused = z.strictObject({
  kind: z.literal('invalid'),
  faults: z.array(z.strictObject({ field: z.string(), text: z.string() })),
});

true satisfies Same<z.output<typeof refused>, RefusedWorkload>;

const read = { heard: heard.exactOptional() };
const unanswered = [
  z.strictObject({ heard }).describe('Nothing of the words was understood'),
  refused.describe('The workload was refused'),
] as const;

export const answer = z.union([recommendation.extend(read), ...unanswered]);

const changes = z
  .strictObject(Object.fromEntries(shapes.map(([name, schema]) => [name, z.nullish(schema)])))
  .meta({ description: 'Fields as they would be; null: not stated' }) as unknown as z.ZodType<Changes>;

const report = z.strictObject({
  name: z.string(),
  option: option.nullable(),
  monthlyUsd,
  heading: z.string(),
  ways: z.array(
    z.strictObject({
      lever: z.enum([
        ...(['another-option', 'fewer-demands', 'another-type', 'any-type', 'one-zone', 'eight-bits'] as const),
        ...(['four-bits', 'another-region', 'office-hours', 'queue', 'batching', 'half-time'] as const),
      ]),
      costs: z.enum(['quality', 'time', 'safety', 'work', 'demand', 'preference']).describe('What is given up'),
      changes,
      option,
      size: z.strictObject({ type: z.string(), count: z.number() }).nullable(),
      usd: z.number().describe('US dollars per month then'),
      savedUsd: z.number(),
      text: z.string(),
    }),
  ),
  waysOut: z
    .array(z.strictObject({ changes: facts, text: z.string() }))
    .exactOptional()
    .describe('Where no option fits: what would make one fit'),
  outside: recommendation.shape.outside,
  savingsPlan: recommendation.shape.savingsPlan,
});

true satisfies Same<z.output<typeof report>, ReturnType<typeof savingsReport>>;

export const savings = z.union([report.extend(read), ...unanswered]);
