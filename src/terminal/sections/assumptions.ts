import { splitAssumptions } from '../../wording/assumed.ts';
import { questionFor } from '../../wording/assumption-questions.ts';
import { bullet, inert } from '../lines.ts';
import type { Section } from './section.ts';

/** What was taken for granted, as questions; those that decide the answer come first. */
export const ASSUMPTIONS: Section = {
  title: 'Not stated, so assumed',
  lines: (recommendation) => {
    const { open, estimate } = splitAssumptions(recommendation);
    return [
      ...open.flatMap(({ field, text }) => bullet(`${questionFor(field)} ${inert(text)}`)),
      ...estimate.flatMap(({ text }) => bullet(`For the estimate: ${inert(text)}`)),
    ];
  },
};
