import { bullet } from '../lines.ts';
import type { Section } from './section.ts';

export const WHY: Section = {
  title: 'Why',
  lines: ({ rationale }, { cite }) => rationale.flatMap((reason) => bullet(cite(reason))),
};
