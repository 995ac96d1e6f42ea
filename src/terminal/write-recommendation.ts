import { labelOf, optionTitle, questionFor, type Recommendation, WORKLOAD_FIELDS } from '../recommender/index.ts';
import { writeBillLine, writeMonthlyCost, writePricesAsOf } from '../wording/money.ts';
import { writeValue } from '../wording/quantities/index.ts';
import { headline, splitAssumptions } from '../wording/sentences.ts';
import { bullet, columnsOf, createFootnotes, inert, type Section, WIDTH, wrap } from './lines.ts';
import { OPTIONS } from './options.ts';

// The recommendation for a terminal: text in columns, with footnotes. Knows no Slack and no database.
// May import: recommender, wording.

/**
 * The recommendation for a terminal: plain text without colour, ending in a line break. No line is
 * wider than 100 columns but for long addresses, which stay whole so that they can be opened.
 */
export function writeRecommendation(recommendation: Recommendation): string {
  const footnotes = createFootnotes();
  const title = wrap(inert(headline(recommendation)), WIDTH);
  const parts = SECTIONS.map(({ title: name, lines }) => ({ name, lines: lines(recommendation, footnotes) }));
  const sources = { name: 'Sources', lines: footnotes.lines() };
  const { quotasAsOf, pricesAsOf, version } = recommendation.facts;
  const shown = [...parts, sources].filter(({ lines }) => lines.length > 0);
  return [
    ...title,
    '='.repeat(Math.max(...title.map(columnsOf))),
    ...shown.flatMap(({ name, lines }) => ['', name, ...lines]),
    '',
    `Quotas as of ${quotasAsOf}, ${writePricesAsOf(pricesAsOf)}, facts ${version}.`,
    '',
  ].join('\n');
}

/** The workload as it was understood: only what was stated. */
const WORKLOAD: Section = {
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

const WHY: Section = {
  title: 'Why',
  lines: ({ rationale }, { cite }) => rationale.flatMap((reason) => bullet(cite(reason))),
};

const HOSTING: Section = {
  title: 'Other hosting patterns',
  lines: ({ rejectedHosting }, { cite }) =>
    rejectedHosting.flatMap(({ title, reasons }) =>
      bullet(`${inert(title)}: ${reasons.map(cite).join(' ') || 'not chosen.'}`),
    ),
};

/** What each option that fits costs a month, and the lines of its bill. */
const COSTS: Section = {
  title: 'Cost a month',
  lines: ({ costs }) =>
    costs.flatMap((cost) => [
      ...bullet(
        `${optionTitle(cost.option)}: ${writeMonthlyCost(cost)}.${cost.note === null ? '' : ` ${inert(cost.note)}`}`,
      ),
      ...cost.components.flatMap((component) => bullet(inert(writeBillLine(component)), 4)),
    ]),
};

const SHOWN_MAX = 5;

/** The nearest changes after which the option would be another. */
const FLIPS: Section = {
  title: 'What would change the answer',
  lines: ({ flips }) => {
    const more = flips.length - SHOWN_MAX;
    return [
      ...flips.slice(0, SHOWN_MAX).flatMap(({ text }) => bullet(inert(text))),
      ...(more > 0 ? [`  and ${more} more, further away (all of them with --json)`] : []),
    ];
  },
};

/** What was taken for granted, as questions; those that decide the answer come first. */
const ASSUMPTIONS: Section = {
  title: 'Not stated, so assumed',
  lines: (recommendation) => {
    const { open, estimate } = splitAssumptions(recommendation);
    return [
      ...open.flatMap(({ field, text }) => bullet(`${questionFor(field)} ${inert(text)}`)),
      ...estimate.flatMap(({ text }) => bullet(`For the estimate: ${inert(text)}`)),
    ];
  },
};

const WARNINGS: Section = {
  title: 'Mind',
  lines: ({ warnings }, { cite }) => warnings.flatMap((reason) => bullet(cite(reason))),
};

/** The parts of the answer in a terminal, in the order in which they are read. Add one here. */
const SECTIONS: readonly Section[] = [WORKLOAD, WHY, WARNINGS, OPTIONS, HOSTING, COSTS, FLIPS, ASSUMPTIONS];
