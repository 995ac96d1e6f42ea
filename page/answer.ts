import { asksForFacts, type Recommendation } from 'endpoint-recommender';
import {
  ASSUMED,
  answerTitle,
  claimOf,
  type Heard,
  type Line,
  type Part,
  pricedIn,
  shortParts,
  TO_ANSWER,
  TO_CONFIRM,
  wholeParts,
  writeBriefCost,
  writeReading,
} from 'endpoint-recommender/words';
import { element, folded, listed, listOf } from './dom.ts';
import { type Choose, confirmOf, othersOf, questionsOf } from './facts.ts';

// An answer's parts as elements. What they say, and in which order, is that of the terminal and of assistants.

/** What was understood, not used and unclear. Nothing where there is nothing to say. */
export function heardOf(heard: Parameters<typeof writeReading>[0] | Heard): HTMLElement | null {
  const lines = writeReading(heard);
  if (lines.length === 0) return null;
  const rows = lines.flatMap(({ title, text }) => [element('dt', {}, title), element('dd', {}, text)]);
  return element('dl', { class: 'parts heard' }, ...rows);
}

/** The short answer. What it asks, and what somebody should confirm, is stated in fields where it's read. */
export function shortOf(recommendation: Recommendation, choose: Choose): HTMLElement {
  const [head, ...parts] = shortParts(recommendation);
  const rows = parts.flatMap((part) => {
    const fields = {
      [TO_ANSWER]: () => questionsOf(recommendation, choose),
      [TO_CONFIRM]: () => confirmOf(recommendation),
    }[part.title ?? ''];
    const said = fields === undefined ? linesOf(part) : fields();
    return said === null ? [] : [element('dt', {}, part.title), element('dd', {}, said)];
  });
  return element(
    'header',
    {},
    element('h2', { id: 'answer-title', tabindex: -1 }, answerTitle(recommendation)),
    element('p', { class: 'hint' }, pricedIn(recommendation)),
    ...(head?.lines ?? []).map((line) => element('p', {}, cited(line))),
    element('dl', { class: 'parts' }, ...rows),
  );
}

/** All of the answer, without what the short one has in fields. */
export function wholeOf(recommendation: Recommendation): HTMLElement {
  const parts = wholeParts(recommendation).map((part) => {
    if (part.title === TO_ANSWER || part.title === TO_CONFIRM) return null;
    if (part.title === ASSUMED) return othersOf(recommendation);
    return part.title === null ? linesOf(part) : listed(part.title, part.lines.map(cited));
  });
  return folded('The whole answer', ...parts.filter((part) => part !== null));
}

/** One line as it is, several as a list. */
function linesOf({ lines: [first, ...others] }: Part): Node | null {
  if (first === undefined) return null;
  return others.length === 0 ? cited(first) : listOf([first, ...others].map(cited));
}

/** "ct-scans: Asynchronous Inference, $99 per month", for a tab. */
export function titleOf(recommendation: Recommendation): string {
  const { choice, costs, workload } = recommendation;
  const name = workload.name === 'workload' ? '' : `${workload.name}: `;
  const cost = asksForFacts(recommendation) ? undefined : costs.find(({ option }) => option === choice?.option);
  const amount = cost && writeBriefCost(cost)?.replace(/ \(.*/, '');
  return `${name}${[claimOf(recommendation), amount].filter(Boolean).join(', ')}`;
}

/** A line with a link to its source. */
function cited({ text, source }: Line): Node {
  if (source === undefined) return document.createTextNode(text);
  const link = element('a', { href: source.url, title: `${source.title}, ${source.date}`, rel: 'noreferrer' }, 'AWS');
  return element('span', {}, `${text} (`, link, ')');
}
