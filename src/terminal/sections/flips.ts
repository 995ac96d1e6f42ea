import { bullet, inert } from '../lines.ts';
import type { Section } from './section.ts';

const SHOWN_MAX = 5;

/** The nearest changes after which the option would be another. */
export const FLIPS: Section = {
  title: 'What would change the answer',
  lines: ({ flips }) => {
    const more = flips.length - SHOWN_MAX;
    return [
      ...flips.slice(0, SHOWN_MAX).flatMap(({ text }) => bullet(inert(text))),
      ...(more > 0 ? [`  and ${more} more, further away (all of them with --json)`] : []),
    ];
  },
};
