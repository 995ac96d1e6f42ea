import { formatNumber } from '../../recommender/index.ts';
import { type Heard, statesNothing } from '../../wording/heard.ts';
import { withoutModelConfig } from '../../wording/pasted-config.ts';
import { readPastedWorkload } from '../../wording/read-pasted.ts';
import { READ_MAX, readWords } from '../../wording/read-words.ts';
import { collapseSpaces, isForeign, withoutBidiControls } from '../../wording/text.ts';
import { clip } from '../render/mrkdwn.ts';
import { type Draft, readingDraft } from './draft.ts';
import type { StoredWords } from './draft-store.ts';
import { draftOf } from './read-form.ts';

/** A form's answers from words, a notice for its top in mrkdwn, and the words to keep with its draft. */
export interface Filled {
  draft: Draft;
  notice?: string;
  words?: StoredWords;
  /** What the rules read in words, for a language model to read as well. Absent where nobody wrote in words. */
  heard?: { text: string; byRules: Heard };
}

/** Who wrote the words, and where. `link`: the address of the message that holds them, which a command has not. */
interface Written {
  authorId: string;
  from?: 'command' | 'message';
  link?: string;
}

/** Fills the form from words that a person wrote. */
export function fillFromWords(words: string, { authorId, from = 'message', link = '' }: Written): Filled {
  const pasted = readPastedWorkload(words, readWords);
  const heard = pasted ?? nameOrNothing(readWords(words), words);
  const isUsedUp = pasted?.notUsed.length === 0 && pasted.unclear.length === 0;
  const spoken = withoutModelConfig(words);
  const draft = draftFrom(heard, isUsedUp ? '' : spoken, link);
  const notes = notesOn(spoken, pasted !== undefined, from);
  return {
    draft,
    ...(notes.length > 0 && { notice: notes.join('\n') }),
    ...(words !== '' && { words: { words, authorId, says: heard.says } }),
    ...(pasted === undefined && spoken.trim() !== '' && { heard: { text: spoken, byRules: heard } }),
  };
}

/** A text that states nothing is the name that somebody typed, or all of it was not understood. */
function nameOrNothing(heard: Heard, words: string): Heard {
  const text = collapseSpaces(withoutBidiControls(words));
  const isName = text === heard.name && !isForeign(text);
  return !/[\p{L}\p{N}]/u.test(text) || isName || !statesNothing(heard) ? heard : { ...heard, notUsed: [text] };
}

function notesOn(words: string, isPasted: boolean, from: 'command' | 'message'): string[] {
  const rest = from === 'message' ? 'The rest stays in your message.' : "The rest doesn't fit.";
  const count = formatNumber(words.length);
  return [
    ...(isPasted ? ['I read your text as a workload, field by field.'] : []),
    ...(!isPasted && words.length > READ_MAX
      ? [`Your text has ${count} characters. I read only the first ${formatNumber(READ_MAX)} for facts.`]
      : []),
    ...(words.length > DESCRIPTION_MAX
      ? [`The description keeps the first ${formatNumber(DESCRIPTION_MAX)} of ${count} characters. ${rest}`]
      : []),
    ...(!isPasted && isForeign(words) ? ['I only understand English. Your text is in the description.'] : []),
  ];
}

/** Longest description of a workload, in characters. */
const DESCRIPTION_MAX = 2000;

/** The answers that the words give. Words that say more than that go into the description, so that nothing typed is lost. */
export function draftFrom(heard: Heard, typed: string, link = ''): Draft {
  const { says, name } = heard;
  const words = withoutBidiControls(typed).replace(CONTROLS, '').trim();
  const kept = saysMore(words, heard) ? clip(words, DESCRIPTION_MAX - link.length - 1) : '';
  const description = `${kept}\n${link}`.trim();
  const workload = { ...says, ...(name !== undefined && { name }), ...(description !== '' && { description }) };
  return { ...draftOf(workload), ...readingDraft(heard) };
}

/** Control characters except tabs and line breaks. No field shows them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

/** Words that carry no fact. */
const SMALL = /\b(?:a|an|and|at|for|in|is|it|of|on|or|the|to|with)\b/gi;

/** Returns whether words are left over beside the facts and the name. */
function saysMore(typed: string, { from, name, unclear, notUsed }: Heard): boolean {
  if (unclear.length > 0 || notUsed.length > 0) return true;
  let rest = typed;
  for (const read of [...Object.values(from), name ?? '']) rest = rest.replace(read, ' ');
  return /[\p{L}\p{N}\p{S}]/u.test(rest.replace(SMALL, ''));
}
