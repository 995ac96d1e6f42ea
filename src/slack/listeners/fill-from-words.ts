import type { Heard } from '../../wording/heard.ts';
import { readWords } from '../../wording/read-words.ts';
import { withoutBidiControls } from '../../wording/text.ts';
import type { Draft } from '../form/draft.ts';
import type { HeardWords } from '../form/draft-store.ts';
import { heardDraft } from '../form/heard-in-draft.ts';
import { draftOf } from '../form/read-form.ts';
import { clip } from '../render/mrkdwn.ts';

/** What a form is filled with from words, and what was heard of them. */
interface Filled {
  draft: Draft;
  heard: Heard;
}

/** Fills the form from words that a person wrote. `link`: the address of the message that they stand in. */
export function fillFromWords(words: string, link = ''): Filled {
  const heard = readWords(words);
  return { draft: draftFrom(heard, words, link), heard };
}

/** A workload's description takes so many characters. */
const DESCRIPTION_MAX = 2000;

/**
 * The answers that the words give, and what was heard of them. Where the words say more than that, all of them are the
 * description, so that nothing typed is lost.
 */
export function draftFrom(heard: Heard, typed: string, link = ''): Draft {
  const { says, name } = heard;
  const words = withoutBidiControls(typed.trim());
  const kept = saysMore(words, heard) ? clip(words, DESCRIPTION_MAX - link.length - 1) : '';
  const description = `${kept}\n${link}`.trim();
  const workload = { ...says, ...(name !== undefined && { name }), ...(description !== '' && { description }) };
  return { ...draftOf(workload), ...heardDraft(heard) };
}

/** Words that say nothing by themselves. */
const SMALL = /\b(?:a|an|and|at|for|in|is|it|of|on|or|the|to|with)\b/gi;

/** Whether words are left beside the facts and the name. */
function saysMore(typed: string, { from, name, unclear, notUsed }: Heard): boolean {
  if (unclear.length > 0 || notUsed.length > 0) return true;
  let rest = typed;
  for (const read of [...Object.values(from), name ?? '']) rest = rest.replace(read, ' ');
  return /[\p{L}\p{N}\p{S}]/u.test(rest.replace(SMALL, ''));
}

/** What a form that opens remembers of the words that filled it. */
export function wordsHeard(words: string, authorId: string): { heard?: HeardWords } {
  return words === '' ? {} : { heard: { words, authorId } };
}
