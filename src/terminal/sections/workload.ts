import { WORKLOAD_FIELDS } from '../../recommender/index.ts';
import { labelOf, writeValue } from '../../wording/field-words.ts';
import { bullet, inert } from '../lines.ts';
import type { Section } from './section.ts';

/** The workload as it was understood: only what was stated. */
export const WORKLOAD: Section = {
  title: 'As understood',
  lines: ({ workload }) => {
    const stated = WORKLOAD_FIELDS.filter((field) => field !== 'name' && field !== 'description').flatMap((field) =>
      workload[field] === undefined ? [] : [`${labelOf(field)}: ${inert(writeValue(field, workload[field]))}`],
    );
    return [
      ...(workload.description ? bullet(inert(workload.description)) : []),
      ...bullet(stated.length === 0 ? 'nothing but its name' : stated.join('; ')),
    ];
  },
};
