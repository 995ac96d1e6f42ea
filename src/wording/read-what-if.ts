import { labelOf, parseWorkload, WORKLOAD_FIELDS, type Workload, type WorkloadField } from '../recommender/index.ts';
import { readWords } from './read-words.ts';
import { clipText } from './text.ts';

/** A workload as it would be. */
export interface WhatIf {
  /** The fields that change, with what they would be. At least one. */
  changes: Partial<Workload>;
  workload: Workload;
  /** Words that nothing came of; '' where all were understood. */
  ignored: string;
}

type ReadWhatIf =
  | { ok: true; whatIf: WhatIf }
  /** `nothing`: no word of it was understood. `unchanged`: the workload is so already. `refused`: `text` says what to type instead. */
  | { ok: false; kind: 'nothing' }
  | { ok: false; kind: 'unchanged' }
  | { ok: false; kind: 'refused'; text: string };

const IGNORED_MAX = 200;

/** Words that say nothing by themselves once what they belong to is understood. */
const SMALL =
  /^(?:(?:a|an|the|and|or|of|with|within|in|on|at|for|to|by|is|are|was|were|it|its|we|you|our|they|there|had|has|have|having|would|could|be|been|being|get|gets|got|only|just|also|instead|then|now|use|used|using|need|needs|needed|want|wants|payloads?|requests?|traffic|model|models|answers?|each|per|one|that|this|so|but|if|what|please|up|down|about)(?:\s|$)|[\s\p{P}])+$/iu;

/** Reads what follows "what if", in relation to the workload as it is. The same grammar as the command's. */
export function readWhatIf(words: string, current: Workload): ReadWhatIf {
  const { says: stated, unclear, notUsed } = readWords(words, current);
  const said = WORKLOAD_FIELDS.filter((field) => stated[field] !== undefined);
  if (said.length === 0) {
    const [doubt] = unclear;
    if (doubt === undefined) return { ok: false, kind: 'nothing' };
    const fields = unclear.filter((other) => other.words === doubt.words).map(({ field }) => labelOf(field));
    return {
      ok: false,
      kind: 'refused',
      text: `"${doubt.words}" isn't clear: say what it is, such as ${fields.join(' or ')}.`,
    };
  }
  const changed = said.filter((field) => stated[field] !== current[field]);
  if (changed.length === 0) return { ok: false, kind: 'unchanged' };

  const changes = Object.fromEntries(changed.map((field) => [field, stated[field]])) as Partial<Workload>;
  const parsed = applyChanges(current, changes);
  if (!parsed.ok) return { ok: false, kind: 'refused', text: parsed.text };
  const ignored = [...notUsed, ...unclear.map((doubt) => doubt.words)].filter((part) => !SMALL.test(part)).join('; ');
  return { ok: true, whatIf: { changes, workload: parsed.workload, ignored: clipText(ignored, IGNORED_MAX) } };
}

/** The workload with some fields changed; a sentence where that is no workload any more. */
export function applyChanges(
  current: Workload,
  changes: Partial<Workload>,
): { ok: true; workload: Workload } | { ok: false; text: string } {
  const parsed = parseWorkload({ ...current, ...changes });
  if (parsed.ok) return parsed;
  const [first] = parsed.faults;
  const field = WORKLOAD_FIELDS.find((known) => known === first?.field);
  return {
    ok: false,
    text: field === undefined || first === undefined ? 'That is no workload any more.' : sentenceOf(field, first.text),
  };
}

function sentenceOf(field: WorkloadField, fault: string): string {
  const [, must = fault] = fault.split(/^\S+ /);
  return `That goes too far: ${labelOf(field)} ${must}`;
}
