import * as z from 'zod';
import { DEFAULT_REGION, optionTitle } from '../../recommender/index.ts';
import { unansweredIn } from '../../wording/beyond.ts';
import { answerLimit } from '../../wording/limits.ts';
import { part } from '../../wording/parts.ts';
import { isLimitQuestion, readLimit } from '../../wording/read-limit.ts';
import { readTyped } from '../../wording/read-words.ts';
import { featureLimits, pricesFor } from '../reference.ts';
import { writeAll } from '../write-parts.ts';
import { optionId } from './inputs.ts';
import { tool } from './tool.ts';

const input = z.strictObject({
  option: optionId,
  question: z
    .string('must be a text')
    .min(1, 'must not be empty')
    .max(500, 'must have at most 500 characters')
    .optional()
    .describe('Such as "how large may a payload be?" or "price of ml.g5.xlarge in Frankfurt". Without it: all limits'),
});

export const explainTool = tool(
  {
    name: 'explain_option',
    title: 'Explain one option',
    description:
      "An inference option's quotas, features and prices, whatever the workload: each with the page that states it and its date. Why an option fits a workload or not says recommend.",
    input,
  },
  ({ option, question }, { advisor }) => {
    const title = optionTitle(option);
    const { limits, missing } = limitsFor(option, question);
    const { says: { region, instanceType } = {} } = question === undefined ? {} : readTyped(question);
    const prices = pricesFor(advisor.prices, option, { region, instanceType });
    const unpriced = instanceType !== undefined && !prices.some(({ text: said }) => said.includes(instanceType));
    const noPrice = unpriced ? `${instanceType} has no price for ${title} in ${region ?? DEFAULT_REGION}.` : '';
    const notes = [missing, noPrice, ...(question === undefined ? [] : unansweredIn(question))].filter(
      (note) => note !== '',
    );
    const text = writeAll([
      part(null, notes),
      {
        title: `${title} (${option}), limits and features`,
        lines: limits.map(({ text: said, source }) => ({ text: said, source })),
      },
      part(
        'Prices',
        prices.map((price) => price.text),
      ),
    ]);
    return { ok: true, structured: { option, title, limits, prices, ...(notes.length > 0 && { notes }) }, text };
  },
);

/** What is asked beside limits. */
const PRICE_WORDS = ['price', 'pricing', 'cost', 'hour'];

const NO_LIMIT = 'I have no figure for that. These are all.';

/** All limits and features, or those that a question is for. */
function limitsFor(option: z.output<typeof optionId>, question = '') {
  // "Does it support GPUs?" is a question about the option, and "payload" one for its limit.
  const asked = [question, `${option} ${question}`, `${question} limit`].find(isLimitQuestion);
  const isPrice = PRICE_WORDS.some((word) => question.toLowerCase().includes(word));
  const { limits, missing } =
    asked === undefined
      ? { limits: featureLimits(option), missing: question === '' || isPrice ? '' : NO_LIMIT }
      : answerLimit({ ...readLimit(asked), options: [option] });
  return {
    missing,
    limits: limits.map(({ says, source, disputed, holds }) => ({
      text: `${says}.${disputed === undefined ? '' : ` Another page says ${disputed.says}: ${disputed.source.url}`}`,
      source,
      ...(holds !== undefined && { holds }),
    })),
  };
}
