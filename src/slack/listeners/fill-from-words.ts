import type { Heard } from '../../wording/heard.ts';
import { readWords } from '../../wording/read-words.ts';
import { withoutBidiControls } from '../../wording/text.ts';
import type { Draft } from '../form/draft.ts';
import { draftOf } from '../form/read-form.ts';
import { clip } from '../render/mrkdwn.ts';

/** A workload's description takes so many characters. */
export const DESCRIPTION_MAX = 2000;

/** Fills the form from words that a person wrote. Where something of them was not used, all of them are the description. */
export function fillFromWords(words: string): { draft: Draft; heard: Heard } {
  const heard = readWords(words);
  const { says, name, unclear, notUsed } = heard;
  const isLeft = unclear.length > 0 || notUsed.length > 0;
  const description = isLeft ? clip(withoutBidiControls(words.trim()), DESCRIPTION_MAX) : '';
  const workload = { ...says, ...(name !== undefined && { name }), ...(description !== '' && { description }) };
  return { draft: draftOf(workload), heard };
}
