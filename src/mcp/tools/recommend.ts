import * as z from 'zod';
import { parseWorkload } from '../../recommender/index.ts';
import { tellReading } from '../../wording/heard.ts';
import { hearWorkload, readTyped } from '../../wording/read-words.ts';
import { clipText } from '../../wording/text.ts';
import { shortText } from '../texts.ts';
import { anObject, describedWorkload, recommendation } from './shapes.ts';
import { refuse, refuseAll, tool } from './tool.ts';

/** Longest text of words, in characters. A Slack message has no more (https://docs.slack.dev/reference/methods/chat.postMessage). */
export const WORDS_MAX = 40_000;

const heard = z.object({
  says: anObject.describe('Facts that were read'),
  from: anObject.describe('The words of each fact'),
  unclear: z.array(anObject).describe('Ask about `field`: `words` may state any of its `readings`'),
  notUsed: z.array(z.string()),
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
    .describe('The workload in plain English: "3 MB, 20 rps, 200 ms"'),
});

const output = z.object({ recommendation, heard: heard.optional() });

export const recommendTool = tool(
  {
    name: 'recommend',
    title: 'Recommend an endpoint',
    description:
      'How to serve a model on Amazon SageMaker AI: real-time, serverless, asynchronous or batch transform, with hosting, scaling, instances, monthly cost, reasons and sources. Give a workload, or plain words; of words, the result says what was read, unclear and not used. Quote its figures with what they rest on; ask the person for what it assumes.',
    input,
    output,
  },
  async ({ workload, words }, { advisor, reader }) => {
    if (workload === undefined && words === undefined) return refuse('Give a workload, or words.');
    if (workload !== undefined && words !== undefined) return refuse('Give either workload or words, not both.');
    if (words === undefined) {
      const parsed = parseWorkload(workload);
      if (!parsed.ok) return refuseAll(parsed.faults);
      const recommendation = advisor.advise(parsed.workload);
      return { ok: true, structured: { recommendation }, text: shortText(recommendation) };
    }
    const rules = readTyped(words);
    const { heard: read, note } = (await reader?.hear(words, rules)) ?? { heard: rules };
    const { heard, parsed, doubts } = hearWorkload(words, read);
    if (!parsed.ok) return refuseAll(parsed.faults);
    const recommendation = advisor.advise(parsed.workload, {}, doubts);
    const told = tellReading(heard).map(({ title, text }) => `${title}: ${clipText(text, 900)}`);
    const lines = note === undefined ? told : [...told, `${note}.`];
    const structured = { recommendation, heard: { ...heard, ...(note !== undefined && { note }) } };
    return { ok: true, structured, text: shortText(recommendation, lines) };
  },
);
