import * as z from 'zod';
import { parseWorkload, type Recommendation } from '../../recommender/index.ts';
import { DESCRIBE_WORKLOAD, type Heard, statesNothing, tellReading } from '../../wording/heard.ts';
import { hearWorkload, readTyped } from '../../wording/read-words.ts';
import { besideWords } from '../../wording/uncounted.ts';
import { writeAll, writeShort } from '../parts.ts';
import { recommendationParts } from '../recommendation-parts.ts';
import { anObject, describedWorkload, recommendation } from './shapes.ts';
import { refuse, refuseAll, type ToolAnswer, tool } from './tool.ts';

/** Longest text of words, in characters. A Slack message has no more (https://docs.slack.dev/reference/methods/chat.postMessage). */
export const WORDS_MAX = 40_000;

const heard = z.object({
  says: anObject.describe('Facts that were read'),
  from: anObject.describe('The words of each fact'),
  unclear: z.array(anObject).describe('Ask about `field`: `words` may state any of its `readings`'),
  notUsed: z.array(z.string()),
  about: z.array(anObject).describe('Those of `notUsed` that are about something else, and why').optional(),
  by: anObject.optional(),
  note: z.string().optional(),
});

const input = z.strictObject({
  workload: describedWorkload.optional(),
  words: z
    .string('must be a text')
    .min(1, 'must not be empty')
    .max(WORDS_MAX, `must have at most ${WORDS_MAX} characters`)
    .optional()
    .describe(
      'The workload in plain English, for example "fraud scoring, steady traffic, 3 MB, 20 rps, answer within 200 ms, Frankfurt"',
    ),
  detail: z
    .enum(['short', 'full'], 'must be one of short, full')
    .optional()
    .describe(
      'Of the text. `short`, the default: the answer in about 600 tokens, and how much it leaves out. `full`: everything',
    ),
});

const output = z.object({
  recommendation: recommendation.optional().describe('Absent where nothing was understood of the words'),
  heard: heard.optional(),
});

export const recommendTool = tool(
  {
    name: 'recommend',
    title: 'Recommend an endpoint',
    description:
      'How to serve a model on Amazon SageMaker AI: real-time, serverless, asynchronous or batch transform, with hosting, scaling, instances, monthly cost, reasons and sources. Give a workload, or plain words; of words, the result says what was read, unclear and not used. Quote its figures with what they rest on; ask the person for what it assumes.',
    input,
    output,
  },
  async ({ workload, words, detail }, { advisor, reader }) => {
    if (workload === undefined && words === undefined) return refuse('Give a workload, or words.');
    if (workload !== undefined && words !== undefined) return refuse('Give either workload or words, not both.');
    if (words === undefined) {
      const parsed = parseWorkload(workload);
      if (!parsed.ok) return refuseAll(parsed.faults);
      return answered(advisor.advise(parsed.workload), detail);
    }
    const rules = readTyped(words);
    const { heard: read, note } = (await reader?.hear(words, rules)) ?? { heard: rules };
    const { heard, parsed, doubts } = hearWorkload(words, read);
    const told = { ...heard, ...(note !== undefined && { note }) };
    if (statesNothing(heard))
      return { ok: true, structured: { heard: told }, text: [...heardLines(told), DESCRIBE_WORKLOAD].join('\n') };
    if (!parsed.ok) return refuseAll(parsed.faults);
    return answered(advisor.advise(parsed.workload, {}, doubts), detail, told);
  },
);

type Read = Heard & { note?: string };

function answered(
  recommendation: Recommendation,
  detail: 'short' | 'full' = 'short',
  heard?: Read,
): ToolAnswer<z.input<typeof output>> {
  const structured = { recommendation, ...(heard && { heard }) };
  const told = heard ? heardLines(heard, detail === 'short' ? READING_MAX : undefined) : [];
  const parts = recommendationParts(heard ? besideWords(recommendation, heard) : recommendation, told);
  if (detail === 'full') return { ok: true, structured, text: writeAll(parts) };
  return { ok: true, structured, text: writeShort(parts, SHORT_MAX, IN_FULL), asItIs: true };
}

/** Characters of a short text: about 600 tokens. */
const SHORT_MAX = 2400;

const IN_FULL = 'detail: "full" has them.';

/** Characters of each line about the words in a short text. */
const READING_MAX = 400;

function heardLines({ note, ...heard }: Read, max?: number): string[] {
  const told = tellReading(heard, max).map(({ title, text }) => `${title}: ${text}`);
  return note === undefined ? told : [...told, `${note}.`];
}
