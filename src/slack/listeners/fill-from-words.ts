import { formatNumber } from '../../recommender/index.ts';
import type { Heard } from '../../wording/heard.ts';
import { READ_MAX, readPastedWorkload, readWords } from '../../wording/read-words.ts';
import { isForeign, withoutBidiControls } from '../../wording/text.ts';
import type { Draft } from '../form/draft.ts';
import { heardDraft } from '../form/draft.ts';
import type { HeardWords } from '../form/draft-store.ts';
import { draftOf } from '../form/read-form.ts';
import { clip } from '../render/mrkdwn.ts';

/** A form's answers from words, what was understood of them, and a notice for its top, in mrkdwn. */
interface Filled {
  draft: Draft;
  heard: Heard;
  notice?: string;
}

/** Fills the form from words that a person wrote. `link`: the address of the message that holds them, which a command has not. */
export function fillFromWords(words: string, from: 'command' | 'message' = 'message', link = ''): Filled {
  const pasted = readPastedWorkload(words);
  const heard = pasted ?? readWords(words);
  const isUsedUp = pasted?.notUsed.length === 0 && pasted.unclear.length === 0;
  const draft = draftFrom(heard, isUsedUp ? '' : words, link);
  const notes = notesOn(words, pasted !== undefined, from);
  return { draft, heard, ...(notes.length > 0 && { notice: notes.join('\n') }) };
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
  return { ...draftOf(workload), ...heardDraft(heard) };
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

/** The words that filled a form, to keep with its draft. */
export function wordsHeard(words: string, authorId: string): { heard?: HeardWords } {
  return words === '' ? {} : { heard: { words, authorId } };
}
