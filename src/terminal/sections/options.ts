import { optionTitle, type RejectedOption } from '../../recommender/index.ts';
import { decidingNumberOf } from '../deciding-number.ts';
import { inert } from '../lines.ts';
import { table } from '../table.ts';
import type { Section } from './section.ts';

const COLUMNS = [
  { title: 'Option', width: 22 },
  { title: 'Verdict', width: 10 },
  { title: 'Number', width: 16 },
  { title: 'What decides it', width: 44 },
];

const VERDICTS: Readonly<Record<RejectedOption['verdict'], string>> = {
  'ruled-out': 'ruled out',
  outranked: 'outranked',
};

const REASONS_SHOWN_MAX = 3;

/** All four options, the choice first: verdict, the deciding number, and what each lost on. */
export const OPTIONS: Section = {
  title: 'All options',
  lines: ({ choice, rationale, rejected }, { cite }) =>
    table(COLUMNS, [
      ...(choice
        ? [
            [
              optionTitle(choice.option),
              choice.conditional ? 'chosen, if' : 'chosen',
              decidingNumberOf(rationale),
              inert(choice.title),
            ],
          ]
        : []),
      ...rejected.map(({ title, verdict, reasons, wouldFitIf }) => [
        inert(title),
        VERDICTS[verdict],
        decidingNumberOf(reasons),
        [...reasons.slice(0, REASONS_SHOWN_MAX).map(cite), ...(wouldFitIf ? [inert(wouldFitIf.text)] : [])].join('\n'),
      ]),
    ]),
};
