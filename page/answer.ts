import {
  asksForFacts,
  briefReason,
  type InferenceOptionId,
  optionTitle,
  type Reason,
  type Recommendation,
  whatWouldChange,
} from 'endpoint-recommender';
import {
  claimOf,
  conditionLine,
  type Heard,
  OUTSIDE_TITLE,
  openTitle,
  sizeAndCost,
  sizingLines,
  waysOut,
  writeBillLine,
  writeBriefCost,
  writeMonthlyCost,
  writePricesAsOf,
  writeReading,
} from 'endpoint-recommender/words';
import { element, folded, listed, listOf, section } from './dom.ts';
import { assumptionsOf, type Choose, factsOf, questionsOf } from './facts.ts';

/** Changes and ways out that are shown, the nearest first. */
const SHOWN_MAX = 5;

type Section = (recommendation: Recommendation) => HTMLElement | null;

/** What was understood, not used and unclear. Nothing where there is nothing to say. */
export function heardOf(heard: Parameters<typeof writeReading>[0] | Heard): HTMLElement | null {
  const lines = writeReading(heard);
  if (lines.length === 0) return null;
  const rows = lines.flatMap(({ title, text }) => [element('dt', {}, title), element('dd', {}, text)]);
  return element('dl', { class: 'heard' }, ...rows);
}

/** An answer in the order in which Slack and the terminal show it. */
export function answerOf(recommendation: Recommendation, choose: Choose): HTMLElement[] {
  const sections: Section[] = [
    headOf,
    (asked) => questionsOf(asked, choose),
    whyOf,
    optionsOf,
    factsOf,
    changesOf,
    outsideOf,
    warningsOf,
    assumptionsOf,
    notesOf,
    billOf,
  ];
  return sections.map((section) => section(recommendation)).filter((part) => part !== null);
}

/** "ct-scans: Asynchronous Inference, $99 per month", for a tab. */
export function titleOf(recommendation: Recommendation): string {
  const { choice, costs, workload } = recommendation;
  const name = workload.name === 'workload' ? '' : `${workload.name}: `;
  if (asksForFacts(recommendation)) return `${name}${openTitle(recommendation)}`;
  if (choice === null) return `${name}No option fits`;
  const cost = costs.find(({ option }) => option === choice.option);
  const amount = cost && writeBriefCost(cost)?.replace(/ \(.*/, '');
  return `${name}${[optionTitle(choice.option), amount].filter(Boolean).join(', ')}`;
}

const headOf: Section = (recommendation) => {
  const { choice, workload } = recommendation;
  const head = (title: string, size: string, ...lines: (string | undefined)[]) =>
    element(
      'header',
      {},
      element('h2', { id: 'answer-title', tabindex: -1 }, `${title} · ${workload.name}`),
      element('p', {}, size),
      choice === null ? null : element('p', { class: 'hint' }, pricedIn(recommendation)),
      ...lines.filter((line) => line !== undefined).map((line) => element('p', {}, line)),
    );
  if (choice === null || asksForFacts(recommendation)) {
    return head(claimOf(recommendation), sizeAndCost(recommendation));
  }
  const title = optionTitle(choice.option);
  return head(title, sizeAndCost(recommendation), ...sizingLines(recommendation), conditionLine(recommendation));
};

/** "Region us-east-1 (assumed) · prices as of 2026-09-28": what every amount below holds for. */
function pricedIn({ workload, assumptions, facts }: Recommendation): string {
  const assumed = assumptions.find(({ field }) => field === 'region')?.value;
  const region = workload.region ?? `${assumed} (assumed)`;
  return `Region ${region} · ${writePricesAsOf(facts.pricesAsOf)}`;
}

const whyOf: Section = ({ rationale }) => listed('Why', rationale.map(cited));

const optionsOf: Section = ({ choice, costs, rejected }) => {
  const costWords = (option: InferenceOptionId) => {
    const cost = costs.find((one) => one.option === option);
    return cost === undefined ? 'not priced' : writeMonthlyCost(cost);
  };
  const row = (option: InferenceOptionId, cost: string, reason: string, isChosen = false) =>
    element(
      'tr',
      { class: isChosen ? 'is-chosen' : undefined },
      element('th', { scope: 'row' }, `${isChosen ? '✓ ' : ''}${optionTitle(option)}`),
      element('td', {}, cost),
      element('td', {}, reason),
    );
  const chosen = choice === null ? [] : [row(choice.option, costWords(choice.option), 'Recommended', true)];
  const others = rejected.map(({ option, verdict, reasons: [strongest] }) =>
    row(
      option,
      verdict === 'ruled-out' ? 'ruled out' : costWords(option),
      strongest === undefined ? '' : briefReason(strongest, option),
    ),
  );
  const head = ['Option', 'Cost', 'Verdict'].map((title) => element('th', { scope: 'col' }, title));
  const body = element('tbody', {}, ...chosen, ...others);
  return section(
    'Options',
    element('table', { class: 'options' }, element('thead', {}, element('tr', {}, ...head)), body),
  );
};

const changesOf: Section = (recommendation) => {
  const { choice } = recommendation;
  if (choice === null)
    return listed(
      'What would make it fit',
      waysOut(recommendation, SHOWN_MAX).map(({ text }) => text),
    );
  if (choice.confidence === 'needs-facts') return null;
  return listed('What would change it', whatWouldChange(recommendation, SHOWN_MAX));
};

const outsideOf: Section = ({ outside = [] }) => listed(OUTSIDE_TITLE, outside.map(cited));

const warningsOf: Section = ({ warnings }) => listed('Before you deploy', warnings.map(cited));

const notesOf: Section = ({ notes = [] }) => listed('Worth knowing', notes.map(cited));

const billOf: Section = ({ costs, facts, savingsPlan }) => {
  if (costs.length === 0) return null;
  const lines = costs.flatMap(({ option, note, components }) => [
    element('h4', {}, optionTitle(option)),
    listOf([...components.map(writeBillLine), ...(note === null ? [] : [note])]),
  ]);
  const dates = `Quotas as of ${facts.quotasAsOf}, prices as of ${facts.pricesAsOf}.`;
  const plan = savingsPlan === undefined ? [] : [element('p', {}, cited(savingsPlan))];
  return folded('Bill', ...lines, ...plan, element('p', {}, dates));
};

/** A reason with a link to its source. */
function cited({ text, source }: Pick<Reason, 'text' | 'source'>): Node {
  if (source === undefined) return document.createTextNode(text);
  const link = element('a', { href: source.url, title: `${source.title}, ${source.date}`, rel: 'noreferrer' }, 'AWS');
  return element('span', {}, `${text} (`, link, ')');
}
