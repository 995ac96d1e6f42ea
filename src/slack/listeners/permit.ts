import type { Standing } from '../../reviews/action.ts';
import { stillAsked } from '../../reviews/approvals.ts';
import { blockingConcerns, type Review } from '../../reviews/record.ts';
import { findReview } from '../../reviews/review-store.ts';
import { findPost } from '../outbox/posts.ts';
import { describeDenial, findDenial, type Subject, standingOf } from '../people/permission.ts';
import type { Act } from '../people/who-may.ts';
import { buildNotDone } from '../render/dialogs/dialog.ts';
import type { ListenerParts } from './parts.ts';
import { type Person, personOf } from './parts.ts';
import type { ActionHandler, Demand, DemandOf, Route, ShortcutHandler, ViewHandler } from './route-by-name.ts';
import { presserOf, tell } from './tell.ts';

/** Who acts, and from where. */
interface ActingBody {
  user: { id: string; team_id?: string };
  team?: { id: string } | null;
}

/** Lets a press through only if the person may do what it wants. Others are told privately. */
export function permitAction(
  parts: ListenerParts,
  [name, demandOf, handle]: Route<ActionHandler>,
): Named<ActionHandler> {
  return permit(name, demandOf, handle, async (args, demand) => {
    // Acknowledged first: looking people up may take longer than Slack's three seconds.
    await args.ack();
    const { body, context } = args;
    const denied = await denialFor(parts, personOf(context, body.user.id), body, demand);
    if (denied === undefined) return true;
    await tell(parts, presserOf(body), { text: denied });
    return false;
  });
}

export function permitShortcut(
  parts: ListenerParts,
  [name, demandOf, handle]: Route<ShortcutHandler>,
): Named<ShortcutHandler> {
  return permit(name, demandOf, handle, async (args, demand) => {
    await args.ack();
    const { shortcut, context } = args;
    const person = personOf(context, shortcut.user.id);
    const denied = await denialFor(parts, person, shortcut, demand);
    if (denied === undefined) return true;
    const where = 'channel' in shortcut ? { channelId: shortcut.channel.id, responseUrl: shortcut.response_url } : {};
    await tell(parts, { userId: person.userId, ...where }, { text: denied });
    return false;
  });
}

/** Checks again on submission: the dialog may have been open for long. */
export function permitView(parts: ListenerParts, [name, demandOf, handle]: Route<ViewHandler>): Named<ViewHandler> {
  return permit(name, demandOf, handle, async ({ ack, body, context }, demand) => {
    const denied = await denialFor(parts, personOf(context, body.user.id), body, demand);
    if (denied === undefined) return true;
    await ack({ response_action: 'update', view: buildNotDone(denied) });
    return false;
  });
}

type Named<Handler> = [name: string, Handler];

function permit<Args>(
  name: string,
  demandOf: DemandOf<Args>,
  handle: (args: Args) => Promise<void>,
  isPermitted: (args: Args, demand: Demand) => Promise<boolean>,
): Named<(args: Args) => Promise<void>> {
  if (typeof demandOf === 'string') return [name, handle];
  return [
    name,
    async (args) => {
      const demand = demandOf(args);
      if (demand === undefined || (await isPermitted(args, demand))) await handle(args);
    },
  ];
}

/** Returns why somebody may not do this, as a sentence for them; undefined where they may. */
export async function denialFor(
  parts: ListenerParts,
  { teamId, userId }: Person,
  { user, team }: ActingBody,
  { act, reviewId }: Demand,
): Promise<string | undefined> {
  const actor = { teamId, userId, userTeamId: user.team_id ?? undefined, viewTeamId: team?.id };
  let subject: Subject | undefined;
  const findSubject = async () => {
    subject = reviewId === undefined ? undefined : await findSubjectOf(parts, teamId, reviewId, act);
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
): Promise<Subject | undefined> {
  const [review, post] = await Promise.all([findReview(db, teamId, reviewId), findPost(db, teamId, reviewId)]);
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
