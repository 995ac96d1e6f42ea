import type { KnownBlock } from '@slack/types';
import { type Heard, type HeardLine, writeHeard } from '../../wording/heard.ts';
import { joinLines, mrkdwn } from '../render/mrkdwn.ts';
import { heardLine } from '../render/thread/details.ts';
import type { Draft } from './draft.ts';

/** The draft's key for what was heard of the words that filled it; no question, so it stays as it is while people answer. */
const HEARD = 'heard';

/** What a draft keeps of the words that filled it: nothing where nothing was heard. */
export function heardDraft(heard: Heard): Draft {
  const lines = writeHeard(heard);
  return lines.length === 0 ? {} : { [HEARD]: JSON.stringify(lines) };
}

/** What was heard of the words that filled the draft. */
export function heardOf(draft: Draft): HeardLine[] {
  return Object.hasOwn(draft, HEARD) ? (JSON.parse(draft[HEARD] ?? '[]') as HeardLine[]) : [];
}

/** What was heard, at the top of the form: one line each for what was understood, not used, and unclear. */
export function buildHeard(draft: Draft): KnownBlock[] {
  const lines = heardOf(draft).map(heardLine);
  return lines.length === 0 ? [] : [{ type: 'section', text: mrkdwn(joinLines(lines, HEARD_MAX)) }];
}

/** Slack takes 3,000 characters in a section. */
const HEARD_MAX = 2900;
