import type { AllMiddlewareArgs } from '@slack/bolt';
import type { Standing } from '../../reviews/action.ts';
import { stillAsked } from '../../reviews/approvals.ts';
import { blockingConcerns, type Review } from '../../reviews/record.ts';
import { findReview } from '../../reviews/review-store.ts';
import { findPost } from '../outbox/posts.ts';
import { describeDenial, findDenial, type Subject, standingOf } from '../people/permission.ts';
import type { Act } from '../people/who-may.ts';
import type { ListenerParts } from './parts.ts';
import { type Person, personOf } from './parts.ts';
import { notDone } from './press.ts';
import type {
  ActionHandler,
  ActionListener,
  Demand,
  DemandOf,
  Finding,
  Route,
  ShortcutHandler,
  ShortcutListener,
  ViewHandler,
  ViewListener,
} from './route-by-name.ts';
import { presserOf, tell, userOf } from './tell.ts';

interface ActingBody {
  user: { id: string; team_id?: string };
  team?: { id: string } | null;
}

/** Lets a press through only if the person may do what it wants. Others are told privately. */
export const permitAction = (parts: ListenerParts, route: Route<ActionHandler>): Named<ActionListener> =>
  permit(parts, route, async ({ ack, body, context, find }, demand) => {
    // Acknowledged first: looking people up may take longer than Slack's three seconds.
    await ack();
    const denied = await denialFor(parts, personOf(context, body.user.id), body, demand, find);
    if (denied !== undefined) await tell(parts, presserOf(body), { text: denied });
    return denied === undefined;
  });

export const permitShortcut = (parts: ListenerParts, route: Route<ShortcutHandler>): Named<ShortcutListener> =>
  permit(parts, route, async ({ ack, shortcut, context, find }, demand) => {
    await ack();
    const person = personOf(context, shortcut.user.id);
    const denied = await denialFor(parts, person, shortcut, demand, find);
    if (denied !== undefined) await tell(parts, userOf(shortcut), { text: denied });
    return denied === undefined;
  });

/** Checks again on submission: the dialog may have been open for long. */
export const permitView = (parts: ListenerParts, route: Route<ViewHandler>): Named<ViewListener> =>
  permit(parts, route, async ({ ack, body, view, context, find }, demand) => {
    const denied = await denialFor(parts, personOf(context, body.user.id), body, demand, find);
    if (denied !== undefined) await ack(notDone(denied, view.state.values));
    return denied === undefined;
  });

type Named<Handler> = [name: string, Handler];

function permit<Args extends AllMiddlewareArgs>(
  parts: ListenerParts,
  [name, demandOf, handle]: [string, DemandOf<Args & Finding>, (args: Args & Finding) => Promise<void>],
  isPermitted: (args: Args & Finding, demand: Demand) => Promise<boolean>,
): Named<(args: Args) => Promise<void>> {
  return [
    name,
    async (args) => {
      const asked = { ...args, find: findOnce(parts, personOf(args.context, '')) };
      const demand = typeof demandOf === 'string' ? undefined : demandOf(asked);
      if (demand === undefined || (await isPermitted(asked, demand))) await handle(asked);
    },
  ];
}

/** Reads each review of a person's team at most once. */
export function findOnce({ db }: Pick<ListenerParts, 'db'>, { teamId }: Pick<Person, 'teamId'>): Finding['find'] {
  const known = new Map<string, ReturnType<Finding['find']>>();
  return (reviewId) => {
    const found = known.get(reviewId) ?? findReview(db, teamId, reviewId);
    known.set(reviewId, found);
    return found;
  };
}

/** Returns why somebody may not do this, as a sentence for them; undefined where they may. */
export async function denialFor(
  parts: ListenerParts,
  { teamId, userId }: Person,
  { user, team }: ActingBody,
  { act, reviewId }: Demand,
  find = findOnce(parts, { teamId }),
): Promise<string | undefined> {
  const actor = { teamId, userId, userTeamId: user.team_id ?? undefined, viewTeamId: team?.id };
  let subject: Subject | undefined;
  const findSubject = async () => {
    subject = reviewId === undefined ? undefined : await findSubjectOf(parts, teamId, reviewId, act, find);
    return subject;
  };
  const denial = await findDenial(parts, actor, act, findSubject);
  if (denial === undefined) return undefined;
  parts.logger.info({ actor: userId, reviewId, action: act, denial }, 'Refused: not permitted');
  return describeDenial(denial, act, parts.settings, subject);
}

async function findSubjectOf(
  { db }: ListenerParts,
  teamId: string,
  reviewId: string,
  act: Act,
  find: Finding['find'],
): Promise<Subject | undefined> {
  const [review, post] = await Promise.all([find(reviewId), findPost(db, teamId, reviewId)]);
  return review && { requesterId: review.requesterId, channelId: post?.channelId, named: namedFor(act, review) };
}

/** What the record has to know of somebody before it takes an action that its rules say more about. */
export async function standingFor(parts: ListenerParts, person: Person, review: Review): Promise<Standing> {
  const post = await findPost(parts.db, person.teamId, review.id);
  return standingOf(parts, person, review, post?.channelId);
}

/** Whom the review's rules name for an acceptance. */
function namedFor(act: Act, review: Review): string[] {
  if (act !== 'accept') return [];
  const { blockingMayBeAcceptedBy = [] } = review.latest.team ?? {};
  return [...stillAsked(review), ...(blockingConcerns(review).length > 0 ? blockingMayBeAcceptedBy : [])];
}
