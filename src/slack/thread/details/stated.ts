import { WORKLOAD_FIELDS } from '../../../recommender/index.ts';
import { labelOf, writeValue } from '../../../wording/field-words.ts';
import { mrkdwn } from '../../block-kit/text.ts';
import { escapeWithin } from '../../message/escape-within.ts';
import type { Detail } from './detail.ts';

const TEXT_MAX = 1800;

/** What the answer rests on, as the team stated it, so that a slip of the pen is seen. */
export const statedDetail: Detail = {
  id: 'stated',
  build({ recommendation: { workload } }) {
    const stated = WORKLOAD_FIELDS.flatMap((field) => {
      const value = workload[field];
      if (value === undefined || field === 'name' || field === 'description') return [];
      return [`${labelOf(field)}: ${writeValue(field, value)}`];
    });
    const words = stated.length === 0 ? 'nothing but the name' : stated.join('; ');
    return [{ type: 'section', text: mrkdwn(`*Stated:* ${escapeWithin(words, TEXT_MAX)}`) }];
  },
};
