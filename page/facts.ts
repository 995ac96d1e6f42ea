import {
  type Assumption,
  kindOf,
  labelOf,
  type OpenAnswer,
  type OpenQuestion,
  optionTitle,
  questionFor,
  type Recommendation,
  type Workload,
  type WorkloadField,
} from 'endpoint-recommender';
import {
  ask,
  joinClauses,
  OTHERWISE,
  splitAssumptions,
  writeBriefCost,
  writeFact,
  writeValue,
} from 'endpoint-recommender/words';
import { element, folded, listOf, section } from './dom.ts';
import { type Control, fieldOf, typedFor, upper } from './field.ts';

// What an answer rests on, each fact in a field where it's read: what was stated, what is open, what was assumed.

/** Takes the facts that somebody chose as what the words of a question state; none where they state something else. */
export type Choose = (question: OpenQuestion, facts: Partial<Workload>) => void;

/** A field of the answer; its ID is the same after a change, so that the focus can stay. */
function editable(field: WorkloadField, label: string, value?: unknown): HTMLElement {
  const made = fieldOf(field, `fact-${field}`, label);
  const control = made.querySelector<Control>('[data-field]');
  if (control) control.value = typedFor(field, value);
  return made;
}

/** What was stated, to be changed. Measurements are too large to be typed. */
export function factsOf({ workload }: Recommendation): HTMLElement {
  const fields = (Object.keys(workload) as WorkloadField[]).filter(
    (field) => workload[field] !== undefined && field !== 'description' && kindOf(field) !== 'list',
  );
  const controls = fields.map((field) => editable(field, upper(labelOf(field)), workload[field]));
  const made = section(
    'What if',
    element('p', { class: 'hint' }, 'Change a fact, and the difference shows below.'),
    element('div', { class: 'facts' }, ...controls),
  );
  made.classList.add('screen');
  return made;
}

/** What decides and nobody stated, with where its answers lead. */
export function questionsOf({ questions = [] }: Recommendation, choose: Choose): HTMLElement | null {
  if (questions.length === 0) return null;
  const items = questions.map((question) =>
    question.words === undefined
      ? element('li', {}, editable(question.field, questionFor(question.field)), leadsOf(question))
      : element('li', {}, ask(question), readingsOf(question, choose)),
  );
  return element('ul', { class: 'open' }, ...items);
}

/** "300 ms or 5 s: Real-time Inference, $170 per month" */
function leadsOf({ field, answers }: OpenQuestion): HTMLElement {
  const lines = answers.map((answer) => {
    const values = joinClauses(
      answer.values.map((value) => writeValue(field, value)),
      'or',
    );
    return `${upper(values)}: ${outcomeOf(answer)}`;
  });
  return listOf(lines);
}

function outcomeOf({ option, cost }: Pick<OpenAnswer, 'option' | 'cost'>): string {
  const amount = cost === null ? undefined : writeBriefCost(cost);
  return [option === null ? 'no option fits' : optionTitle(option), amount].filter(Boolean).join(', ');
}

/** A button for each reading of words in doubt, with what it leads to. */
function readingsOf(question: OpenQuestion, choose: Choose): HTMLElement {
  const { field: asked, answers, otherwise } = question;
  const button = (label: string, leads: Pick<OpenAnswer, 'option' | 'cost'>, facts: Partial<Workload>) => {
    const made = element('button', { type: 'button', class: 'reading' }, upper(label));
    made.addEventListener('click', () => choose(question, facts));
    return element('li', {}, made, ` ${outcomeOf(leads)}`);
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

/** What decides and was assumed, each to be stated instead. */
export const confirmOf = (recommendation: Recommendation): HTMLElement | null =>
  statable(recommendation, splitAssumptions(recommendation).decisive);

/** What else was assumed. */
export function othersOf(recommendation: Recommendation): HTMLElement | null {
  const { decisive, open, estimate } = splitAssumptions(recommendation);
  const list = statable(recommendation, [...open, ...estimate], decisive);
  return list && folded(`Other assumptions (${list.childElementCount})`, list);
}

/** Assumptions with a field for each that nothing above has: a question, or one of `above`. What a question asks isn't said twice. */
function statable(
  { questions = [], workload }: Recommendation,
  assumptions: readonly Assumption[],
  above: readonly Assumption[] = [],
): HTMLElement | null {
  const asked = questions.filter(({ words }) => words === undefined).map(({ field }) => field);
  const seen = new Set(above.map(({ field }) => field));
  const items = assumptions
    .filter(({ field }) => !asked.includes(field))
    .map(({ field, text }) => {
      const isOpen = workload[field] === undefined && !seen.has(field) && kindOf(field) !== 'list';
      seen.add(field);
      return element('li', {}, element('p', {}, text), isOpen ? editable(field, upper(labelOf(field))) : null);
    });
  return items.length === 0 ? null : element('ul', { class: 'open assumed' }, ...items);
}
