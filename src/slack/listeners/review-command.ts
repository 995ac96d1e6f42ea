import { isQuery } from '../../reviews/lists/list.ts';
import { findReview } from '../../reviews/review-store.ts';
import type { ReadCommand, ReviewCommand } from '../../wording/read-command.ts';
import { findDeciding } from '../outbox/answer-question.ts';
import { withLinkedNeighbours } from '../outbox/posts.ts';
import type { HomeItem } from '../render/home/item.ts';
import type { Message } from '../render/message.ts';
import {
  buildCandidates,
  buildDoubt,
  buildNoneNamed,
  buildStatus,
  buildWhereReviewsAre,
  readShown,
} from '../render/reviews-told.ts';
import type { ListenerParts, Person } from './parts.ts';
import { denialFor } from './permit.ts';
import { couldNot, onPress } from './press.ts';
import type { ButtonHandler } from './route-by-name.ts';
import { presserOf, replaceNotice, tell } from './tell.ts';
import { channelsInTime, visibleNamed } from './visible.ts';

const SHOWN = 10;

/** Answers `status` and `search` privately, says where `list` and `stats` are, or asks what was meant. `typed`: all words after the command. */
export async function answerReviewWords(
  parts: ListenerParts,
  read: ReadCommand,
  person: Person,
  { typed, ...responder }: { typed: string; userId: string; responseUrl: string; channelId: string },
): Promise<void> {
  const denied = await denialFor(parts, person, { user: { id: person.userId } }, { act: 'browse' });
  if (denied !== undefined) await tell(parts, responder, { text: denied });
  else if (read === 'home') await tell(parts, responder, buildWhereReviewsAre());
  else if (read.isSure) await tell(parts, responder, await answerTo(parts, person, read.command, typed));
  else await tell(parts, responder, buildDoubt(read.command, typed));
}

export const handleShowReviewsAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, async ({ action, body, person }) => {
    const shown = readShown(action.value);
    if (shown === undefined) return 'This button is from another version. Type the command again.';
    await replaceNotice(parts, presserOf(body), await answerTo(parts, person, shown.command, shown.typed));
    return undefined;
  });

async function answerTo(
  parts: ListenerParts,
  person: Person,
  command: ReviewCommand,
  typed: string,
): Promise<Message | { text: string }> {
  try {
    return await answerOf(parts, person, command, typed);
  } catch (error) {
    parts.logger.error({ err: error }, 'Could not answer a command about reviews');
    return { text: couldNot('look that up') };
  }
}

async function answerOf(parts: ListenerParts, person: Person, command: ReviewCommand, typed: string): Promise<Message> {
  const own = await channelsInTime(parts, person);
  const wanted = { own, shown: SHOWN };
  const name = command.kind === 'status' ? command.name : command.words;
  const page = isQuery(name) ? await visibleNamed(parts, person, name, wanted) : { items: [], next: null };
  if (page.items.length === 0 && page.next === null) return buildNoneNamed(name, typed);
  const meant = command.kind === 'status' ? meantBy(name, page.items) : undefined;
  return (meant && (await statusOf(parts, person, meant))) ?? buildCandidates(page, typed);
}

/** The only review, or the only one that is called exactly so. */
function meantBy(name: string, items: readonly HomeItem[]): HomeItem | undefined {
  const exact = items.filter((item) => item.name.toLowerCase() === name.toLowerCase());
  if (exact.length === 1) return exact[0];
  return items.length === 1 ? items[0] : undefined;
}

async function statusOf(parts: ListenerParts, { teamId }: Person, item: HomeItem): Promise<Message | undefined> {
  const { db, people, teamUrl, settings } = parts;
  const review = await findReview(db, teamId, item.id);
  if (review === undefined) return undefined;
  const { findPublic, group, handles } = people;
  const [named, deciding] = await Promise.all([
    withLinkedNeighbours(db, review, { teamUrl, findPublic }),
    findDeciding(review, { deciders: settings.deciders, group, handles }),
  ]);
  return buildStatus(item, named, deciding);
}
