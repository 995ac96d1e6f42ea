import { bullet } from '../lines.ts';
import type { Section } from './section.ts';

export const WARNINGS: Section = {
  title: 'Mind',
  lines: ({ warnings }, { cite }) => warnings.flatMap((reason) => bullet(cite(reason))),
};
