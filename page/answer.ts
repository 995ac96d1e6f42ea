import {
  asksForFacts,
  briefReason,
  type InferenceOptionId,
  type OpenAnswer,
  type OpenQuestion,
  optionTitle,
  type Reason,
  type Recommendation,
  type Workload,
  whatWouldChange,
} from 'endpoint-recommender';
import {
  ask,
  conditionsOf,
  confidenceWords,
  type Heard,
  impasse,
  joinClauses,
  OTHERWISE,
  OUTSIDE_TITLE,
  openTitle,
  sizeLines,
  sizingWords,
  waysOut,
  writeBillLine,
  writeBriefCost,
  writeClaim,
  writeFact,
  writeMonthlyCost,
  writeReading,
  writeSize,
} from 'endpoint-recommender/words';
import { element } from './dom.ts';

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

/** Takes the facts that somebody chose as what the words of a question state; none where they state something else. */
export type Choose = (question: OpenQuestion, facts: Partial<Workload>) => void;

/** An answer in the order in which Slack and the terminal show it. */
export function answerOf(recommendation: Recommendation, choose: Choose): HTMLElement[] {
  const sections: Section[] = [
    headOf,
    (asked) => questionsOf(asked, choose),
    whyOf,
    optionsOf,
    changesOf,
    outsideOf,
    warningsOf,
    assumptionsOf,
    notesOf,
    billOf,
  ];
  return sections.map((section) => section(recommendation)).filter((part) => part !== null);
}

const headOf: Section = (recommendation) => {
  const { choice, workload } = recommendation;
  const head = (title: string, ...lines: (string | undefined)[]) =>
    element(
      'header',
      {},
      element('h2', { id: 'answer-title', tabindex: -1 }, `${title} · ${workload.name}`),
      ...lines.filter((line) => line !== undefined).map((line) => element('p', {}, line)),
    );
  const isAsking = asksForFacts(recommendation);
  if (choice === null) {
    const reason = impasse(recommendation);
    return isAsking ? head(openTitle(recommendation), `As assumed: ${reason}`) : head('No option fits', reason);
  }
  const size = writeSize(recommendation);
  if (isAsking) {
    return head(openTitle(recommendation), `As assumed: ${writeClaim(choice)} · ${size}`);
  }
  const lines = [...sizeLines(recommendation), sizingWords(recommendation), holdsOf(recommendation)];
  const setup = [confidenceWords(choice), size].filter((part) => part !== undefined).join(' · ');
  return head(optionTitle(choice.option), upper(setup), ...lines);
};

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function holdsOf(recommendation: Recommendation): string | undefined {
  const { holds, unless } = conditionsOf(recommendation);
  const parts = [
    ...(holds.length > 0 ? [`if ${joinClauses(holds, 'and')}`] : []),
    ...(unless.length > 0 ? [`unless ${joinClauses(unless, 'or')}`] : []),
  ];
  return parts.length === 0 ? undefined : `Holds ${parts.join(', ')}.`;
}

function questionsOf({ questions = [] }: Recommendation, choose: Choose): HTMLElement | null {
  if (questions.length === 0) return null;
  const items = questions.map((question) => element('li', {}, ask(question), readingsOf(question, choose)));
  return section('Answer these', element('ul', {}, ...items));
}

/** A button for each reading of words in doubt, with what it leads to. */
function readingsOf(question: OpenQuestion, choose: Choose): HTMLElement | null {
  if (question.words === undefined) return null;
  const { field: asked, answers, otherwise } = question;
  const button = (label: string, { option, cost }: Pick<OpenAnswer, 'option' | 'cost'>, facts: Partial<Workload>) => {
    const made = element('button', { type: 'button', class: 'reading' }, upper(label));
    made.addEventListener('click', () => choose(question, facts));
    const amount = cost === null ? undefined : writeBriefCost(cost);
    const outcome = [option === null ? 'no option fits' : optionTitle(option), amount].filter(Boolean).join(', ');
    return element('li', {}, made, ` ${outcome}`);
  };
  const readings = answers.flatMap((answer) =>
    answer.values.map((value) => {
      const field = answer.field ?? asked;
      return button(writeFact(field, value), answer, { [field]: value });
    }),
  );
  const other = otherwise === undefined ? [] : [button(OTHERWISE, otherwise, {})];
  return element('ul', { class: 'readings' }, ...readings, ...other);
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

const assumptionsOf: Section = ({ assumptions }) => {
  const decisive = assumptions.filter((one) => one.decisive).map(({ text }) => text);
  const others = assumptions.filter((one) => !one.decisive).map(({ text }) => text);
  const rest = others.length === 0 ? null : folded(`Other assumptions (${others.length})`, listOf(others));
  if (decisive.length === 0) return rest;
  return section('Assumptions to confirm', listOf(decisive), rest);
};

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

/** A titled part of the answer. */
export function section(title: string, ...children: (Node | null)[]): HTMLElement {
  return element('section', {}, element('h3', {}, title), ...children);
}

function listed(title: string, items: readonly (Node | string)[]): HTMLElement | null {
  return items.length === 0 ? null : section(title, listOf(items));
}

const listOf = (items: readonly (Node | string)[]): HTMLElement =>
  element('ul', {}, ...items.map((item) => element('li', {}, item)));

const folded = (title: string, ...children: Node[]): HTMLElement =>
  element('details', {}, element('summary', {}, title), ...children);
