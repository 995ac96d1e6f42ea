import { bullet, inert } from '../lines.ts';
import type { Section } from './section.ts';

export const HOSTING: Section = {
  title: 'Other hosting patterns',
  lines: ({ rejectedHosting }, { cite }) =>
    rejectedHosting.flatMap(({ title, reasons }) =>
      bullet(`${inert(title)}: ${reasons.map(cite).join(' ') || 'not chosen.'}`),
    ),
};
