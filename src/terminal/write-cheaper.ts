import { OUTSIDE_TITLE, type Savings, savingsWords } from '../wording/savings.ts';
import { bullet, inert, WIDTH, wrap } from './lines.ts';

/** What would cost less than the choice, for a terminal. Ends in a line break. */
export function writeCheaper(savings: Savings): string {
  const { heading, lines } = savingsWords(savings);
  const { workload, outside = [], savingsPlan } = savings.today;
  return [
    ...wrap(inert(workload.name), WIDTH),
    ...wrap(inert(heading), WIDTH),
    ...lines.flatMap((line) => bullet(inert(line))),
    ...(outside.length === 0 ? [] : [OUTSIDE_TITLE, ...outside.flatMap(({ text }) => bullet(inert(text)))]),
    ...(savingsPlan === undefined ? [] : wrap(savingsPlan.text, WIDTH)),
    '',
  ].join('\n');
}
