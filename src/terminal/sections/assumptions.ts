import { questionFor } from '../../wording/assumption-questions.ts';
import { bullet, inert } from '../lines.ts';
import type { Section } from './section.ts';

/** What was taken for granted, as questions; those that decide the answer come first. */
export const ASSUMPTIONS: Section = {
  title: 'Not stated, so assumed',
  lines: ({ assumptions }) => assumptions.flatMap(({ field, text }) => bullet(`${questionFor(field)} ${inert(text)}`)),
};
