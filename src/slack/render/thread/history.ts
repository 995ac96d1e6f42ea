import type { HistoryEntry, HistoryPart } from '../../../reviews/history.ts';
import type { NamedReview, Revision } from '../../../reviews/record.ts';
import { describeDifference } from '../../../wording/differences.ts';
import type { NamedRevision } from '../../../wording/read-revisions.ts';
import { section } from '../blocks.ts';
import { SLACK_LIMITS } from '../limits.ts';
import type { Message } from '../message.ts';
import { escapeWithin, mention, mentionFirst, neighbourWords, when } from '../mrkdwn.ts';
import { buildPlainAnswer } from './help.ts';

/** Longest words of one event, in escaped characters; a concern can be as long as a page. */
const PART_MAX = 240;

/** All lines of one message, in characters; leaves room for the heading. */
const LINES_MAX = SLACK_LIMITS.message.blockText - 1500;

/** What happened to a review, oldest first, one line per event. The newest ones where a message can't take all. */
export function buildHistory(review: NamedReview, entries: readonly HistoryEntry[]): Message {
  const lines = entries.map((entry) => entryLine(review, entry));
  const shown = newestWithin(lines, LINES_MAX);
  const rest = lines.length - shown.length;
  const heading = '*What happened*';
  const earlier =
    rest === 0 ? [] : [`${rest} earlier ${rest === 1 ? 'event is' : 'events are'} in the decision record.`];
  return {
    text: `${entries.length === 1 ? '1 event' : `${entries.length} events`} of this review.`,
    blocks: sectionsOf([heading, ...earlier, ...shown]).map((text) => section(text)),
  };
}

/** The last lines that fit. `max`: in characters. */
function newestWithin(lines: readonly string[], max: number): readonly string[] {
  let length = 0;
  for (let at = lines.length - 1; at >= 0; at--) {
    length += (lines[at]?.length ?? 0) + 1;
    if (length > max) return lines.slice(at + 1);
  }
  return lines;
}

function entryLine(review: NamedReview, { at, byId, parts }: HistoryEntry): string {
  const words = parts.map((part) => partWords(review, part)).join('');
  return `• ${when(at)} · *${mentionFirst(byId)}* ${words}`;
}

function partWords({ supersedes, supersededBy, neighbours }: NamedReview, part: HistoryPart): string {
  if (typeof part === 'string') return escapeWithin(part, PART_MAX);
  if ('personId' in part) return mention(part.personId);
  const { reviewId } = part;
  const named =
    reviewId === supersededBy ? neighbours.supersededBy : reviewId === supersedes ? neighbours.supersedes : null;
  return named === null ? 'another review' : neighbourWords(named);
}

/** Joins lines to texts that a section takes. */
function sectionsOf(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last === undefined || last.length + line.length + 1 > SLACK_LIMITS.sectionText) texts.push(line);
    else texts[texts.length - 1] = `${last}\n${line}`;
  }
  return texts;
}

const DIFFERENCE_MAX = 1500;
const MAKERS_MAX = 10;

/** What changed between two revisions, what came of it, and who made those in between. `revisions`: all, oldest first. */
export function buildChanges(revisions: readonly Revision[], asked: readonly NamedRevision[]): Message {
  const range = rangeOf(asked, revisions.length);
  if (typeof range === 'string') return buildPlainAnswer(range);
  const [from, to] = range;
  const [before, after] = [revisions[from - 1], revisions[to - 1]];
  if (before === undefined || after === undefined) throw new Error(`No revision ${from} or ${to}`);
  const difference = escapeWithin(describeDifference(before.recommendation, after.recommendation), DIFFERENCE_MAX);
  const heading = `*Revision ${from} → ${to}*: ${difference}`;
  const between = revisions.slice(from, to);
  const made = between.slice(-MAKERS_MAX).map(({ revision, authorId, createdAt }) => {
    return `• Revision ${revision} by ${mention(authorId)} · ${when(createdAt)}`;
  });
  return { text: heading, blocks: [section([heading, ...made].join('\n'))] };
}

/** The two revisions to compare, the older one first; a sentence where there aren't two. `latest`: how many there are. */
function rangeOf(asked: readonly NamedRevision[], latest: number): readonly [from: number, to: number] | string {
  if (latest === 1 && asked.every(({ revision }) => revision === 1 || revision === 'latest')) {
    return 'There is only revision 1, so nothing has changed.';
  }
  const named = asked.map(({ revision }) => (revision === 'latest' ? latest : revision));
  const unknown = named.find((revision) => revision < 1 || revision > latest);
  if (unknown !== undefined) {
    const known = latest === 1 ? 'There is only revision 1.' : `There are revisions 1 to ${latest}.`;
    return `There is no revision ${unknown}. ${known}`;
  }
  const [first, second] = named;
  if (first === undefined) return [latest - 1, latest];
  if (second !== undefined) {
    return first === second ? 'That is one revision. Name two.' : [Math.min(first, second), Math.max(first, second)];
  }
  const [{ revision, before } = { revision: first }] = asked;
  if (before && first === 1) return 'Revision 1 is the first, so it changed nothing.';
  if (before || revision === 'latest') return [first - 1, first];
  return first === latest ? `Revision ${first} is the latest: nothing has changed since.` : [first, latest];
}
