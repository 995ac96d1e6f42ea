import * as z from 'zod';
import type { RefusedWorkload } from '../recommender/index.ts';
import type { figuresOf } from '../reviews/figures.ts';
import type { Heard } from '../wording/heard.ts';
import type { Changes } from '../wording/read-what-if.ts';
import type { savingsReport } from '../wording/savings.ts';
import type { Same } from './held.ts';
import { count, each, field, figure, option, texts } from './parts.ts';
import { facts, monthlyUsd, recommendation, shapes, value } from './recommendation.ts';

// What `recommend --json` prints, and with `--cheaper`: an answer, what was read of words, or why there is no answer.

const why = z.enum(['other-system', 'past', 'benchmark', 'vendor', 'later', 'out-of-scope', 'example']);
const by = z.partialRecord(field, z.enum(['rules', 'model', 'both']));

const heard = z
  .strictObject({
    says: facts.describe('What was understood'),
    from: z.partialRecord(field, z.string()).describe('The words of each fact, as typed'),
    unclear: z
      .array(z.strictObject({ field, words: z.string(), readings: z.array(value).exactOptional() }))
      .describe('Words with several readings, which state nothing'),
    notUsed: texts.describe('Words that state nothing that a workload has a field for'),
    about: z
      .array(z.strictObject({ quote: z.string(), why }))
      .exactOptional()
      .describe('What some of those are about'),
    name: z.string().exactOptional(),
    isNamed: z.literal(true).exactOptional().describe('Whether the words name it'),
    by: by.exactOptional().describe('Who read each fact, where a language model read the words too'),
    note: z.string().exactOptional().describe("To an assistant: what the language model didn't do"),
    unanswered: texts.exactOptional().describe('To an assistant: what was asked and has no answer here'),
  })
  .meta({ id: 'heard', description: 'What was read of words' });

true satisfies Same<z.output<typeof heard>, Heard & { note?: string; unanswered?: string[] }>;

const faults = z.array(z.strictObject(each(['field', 'text'], z.string())));
const refused = z.strictObject({ kind: z.literal('invalid'), faults });

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

const way = z.strictObject({
  lever: z.enum([
    ...(['another-option', 'fewer-demands', 'another-type', 'any-type', 'one-zone', 'eight-bits'] as const),
    ...(['four-bits', 'another-region', 'office-hours', 'queue', 'batching', 'half-time'] as const),
  ]),
  costs: z.enum(['quality', 'time', 'safety', 'work', 'demand', 'preference']).describe('What is given up'),
  changes,
  option,
  size: z.strictObject({ type: z.string(), count: z.number() }).nullable(),
  ...each(['usd', 'savedUsd'], z.number().describe('US dollars per month')),
  text: z.string(),
});

const report = z.strictObject({
  ...each(['name', 'heading'], z.string()),
  option: option.nullable(),
  monthlyUsd,
  ways: z.array(way),
  waysOut: z
    .array(z.strictObject({ changes: facts, text: z.string() }))
    .exactOptional()
    .describe('What would fit'),
  ...recommendation.pick({ outside: true, savingsPlan: true }).shape,
});

true satisfies Same<z.output<typeof report>, ReturnType<typeof savingsReport>>;

export const savings = z.union([report.extend(read), ...unanswered]);

// What `reviews stats --json` prints.

const figures = z.strictObject({ ...each(['decided', 'overridden', 'policiesOverridden'], count), medianDays: figure });

export const stats = z.strictObject({
  days: z.number(),
  since: z.iso.datetime(),
  total: figures,
  options: z.array(figures.extend({ option })),
});

true satisfies Same<z.output<typeof stats>, ReturnType<typeof figuresOf> & { days: number; since: string }>;
