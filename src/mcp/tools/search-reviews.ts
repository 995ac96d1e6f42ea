import * as z from 'zod';
import { optionTitle } from '../../recommender/index.ts';
import { clipText, oneLine } from '../../wording/text.ts';
import { TEXT_MAX } from '../texts.ts';
import { optionId } from './shapes.ts';
import { tool } from './tool.ts';

const input = z.strictObject({
  query: z
    .string('must be a text')
    .min(1, 'must not be empty')
    .max(200, 'must have at most 200 characters')
    .describe('Words of the name of a review'),
  limit: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(50, 'must be at most 50')
    .optional()
    .describe('Most reviews to return; 10 without it'),
});

const output = z.object({
  reviews: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      recommended: optionId.nullable().describe('null: no option fits'),
      decided: optionId.nullable().describe('What the team chose; null until it is decided'),
      since: z.string().describe('When it came into its state, as an ISO date'),
      openConcerns: z.number(),
      link: z.string().nullable().describe('To its message in Slack, or to the channel; null before it is posted'),
    }),
  ),
});

export const searchTool = tool(
  {
    name: 'search_reviews',
    title: "Search the team's reviews",
    description:
      'Reviews that the team has made in Slack channels that are public now, by words of their names, newest first: state, recommendation, decision, link.',
    input,
    output,
    searches: true,
  },
  async ({ query, limit }, { search }) => {
    const answer = await search.find(query, limit);
    if (!answer.ok) return answer;
    const lines = answer.found.reviews.map(({ name, state, recommended, decided, link }) => {
      const chosen = decided ?? recommended;
      const option = chosen === null ? 'no option fits' : optionTitle(chosen);
      return [oneLine(name), state, option, link].filter((part) => part !== null).join(' · ');
    });
    const text = lines.length === 0 ? 'No review of a public channel has these words in its name.' : lines.join('\n');
    return { ok: true, structured: answer.found, text: clipText(text, TEXT_MAX) };
  },
);
