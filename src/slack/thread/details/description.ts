import type { Detail } from './detail.ts';

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What the team wrote about it, word for word: rich text is never read as markup. */
export const descriptionDetail: Detail = {
  id: 'description',
  build({ recommendation: { workload } }) {
    const { description } = workload;
    if (description === undefined || !VISIBLE.test(description)) return [];
    return [
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: description }] }],
      },
    ];
  },
};
