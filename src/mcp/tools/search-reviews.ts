import * as z from 'zod';
import { formatCount } from '../../recommender/index.ts';
import { oneLine } from '../../wording/text.ts';
import type { FoundReview } from '../search.ts';
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

export const searchTool = tool(
  {
    name: 'search_reviews',
    title: "Search the team's reviews",
    description:
      'Reviews that the team has made in Slack channels that are public now, by words of their names, newest first: state, recommendation, decision, link.',
    input,
    searches: true,
  },
  async ({ query, limit }, { search }) => {
    const answer = await search.find(query, limit);
    if (!answer.ok) return answer;
    const lines = answer.found.reviews.map(reviewLine);
    const text = lines.length === 0 ? 'No review of a public channel has these words in its name.' : lines.join('\n');
    return { ok: true, structured: answer.found, text };
  },
);

/** "fraud-scoring · decided since 2026-11-20T09:00:00.000Z · recommended real-time, decided serverless · 2 open concerns · https://…" */
function reviewLine(review: FoundReview): string {
  const { name, state, recommended, decided, since, openConcerns, link } = review;
  const options = [
    `recommended ${recommended ?? 'nothing: no option fits'}`,
    ...(decided ? [`decided ${decided}`] : []),
  ];
  const concerns = formatCount(openConcerns, 'open concern');
  return [oneLine(name), `${state} since ${since}`, options.join(', '), concerns, link ?? 'not posted'].join(' · ');
}
