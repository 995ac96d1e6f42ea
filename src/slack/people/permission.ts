import { lookUpMs } from '../../deadline.ts';
import type { Logger } from '../../logger.ts';
import { isGroup } from '../../policy/team-rules.ts';
import { within } from '../../retry.ts';
import type { Standing } from '../../reviews/action.ts';
import { namedByRules } from '../../reviews/approvals.ts';
import { blockingConcerns, type Review } from '../../reviews/record.ts';
import type { ReviewSettings } from '../../settings/config.ts';
import { FORMER_MEMBER } from '../../wording/text.ts';
import { channelWords, firstOf, mention, mentionAny } from '../render/mrkdwn.ts';
import type { People } from './look-ups.ts';
import { type Act, type Denial, denialOf, type Facts, RIGHTS } from './who-may.ts';

/** Who acts, from the signed payload. */
interface Actor {
  /** The team whose record is acted on: where the app is installed. */
  teamId: string;
  userId: string;
  /** The person's workspace: another company's for its people (github.com/slackapi/java-slack-sdk/issues/1041). */
  userTeamId?: string | undefined;
  /** The workspace that a view was submitted from, which says the same (github.com/slackapi/bolt-js/issues/1614). */
  viewTeamId?: string | undefined;
}

export interface Subject {
  requesterId: string;
  /** Where it is, or will be, posted. */
  channelId: string | undefined;
  /** People and user groups who may do it whatever the settings say. Of *Accept* the record knows what it counts for. */
  named?: readonly string[];
}

type Named = Pick<ReviewSettings, 'deciders'>;

interface PermissionParts {
  settings: Named;
  people: People;
  logger: Logger;
}

/**
 * Limit for all look-ups of one press, in milliseconds: a dialog must open, and a submission be acknowledged, within three
 * seconds (docs.slack.dev/interactivity/handling-user-interaction). Later answers count as unknown.
 */
const LIMIT_MS = 1000;

/** A forgotten person can't be looked up. */
const LEFT = { hasLeft: true };

const UNKNOWN: Facts = {
  isExternal: false,
  isRequester: false,
  isGuest: null,
  isInChannel: null,
  isListed: null,
  hasRequesterLeft: null,
};

/** Returns why somebody may not do something; undefined where they may. Looks up only what it needs. */
export async function findDenial(
  parts: PermissionParts,
  actor: Actor,
  act: Act,
  findSubject: () => Promise<Subject | undefined>,
): Promise<Denial | undefined> {
  const { deciders } = parts.settings;
  if (await isExternal(parts, actor)) return denialOf(deciders, act, { ...UNKNOWN, isExternal: true });
  if (RIGHTS[act] === 'member') return denialOf(deciders, act, UNKNOWN);
  const subject = await findSubject();
  // The handler reports that the review is gone.
  if (subject === undefined) return undefined;
  if (await isListed(parts, actor.userId, subject.named ?? [])) return undefined;
  return decidingDenial(parts, actor, act, subject);
}

async function decidingDenial(parts: PermissionParts, actor: Actor, act: Act, subject: Subject) {
  const { deciders } = parts.settings;
  const facts = { ...UNKNOWN, isRequester: subject.requesterId === actor.userId };
  const needsNothing = facts.isRequester && (RIGHTS[act] === 'manage' || deciders === 'requester');
  return denialOf(deciders, act, needsNothing ? facts : { ...facts, ...(await lookUp(parts, actor, subject)) });
}

/**
 * Looks up what the record has to know of somebody who decides, approves or resolves a concern. Where only the requester decides
 * and the one who raised a blocking concern has left, the channel's full members count as deciders: the requester never resolves it.
 */
export async function standingOf(
  given: PermissionParts,
  actor: Actor,
  review: Review,
  channelId: string | undefined,
): Promise<Standing> {
  const { people, logger, settings } = given;
  const raisers = blockingConcerns(review).flatMap(({ raised }) => (raised.byId === actor.userId ? [] : [raised.byId]));
  const denialUnder = (deciders: Named['deciders']) => {
    const parts = { ...given, settings: { ...settings, deciders } };
    return decidingDenial(parts, actor, 'accept', { requesterId: review.requesterId, channelId });
  };
  const [{ own: groups, unchecked, members }, profiles, denial] = await Promise.all([
    groupsOf(given, actor.userId, namedByRules(review)),
    Promise.all(raisers.map(async (id) => (id === FORMER_MEMBER ? LEFT : known(logger, people.profile(id))))),
    denialUnder(settings.deciders),
  ]);
  const left = raisers.filter((_, at) => profiles[at]?.hasLeft === true);
  const isStuck = left.length > 0 && settings.deciders === 'requester';
  const mayDecide = (isStuck ? await denialUnder('channel') : denial) === undefined;
  return { groups, unchecked, members, mayDecide, left };
}

/**
 * Returns whether somebody belongs to another company. In an organization (Enterprise Grid) colleagues may act from another
 * workspace, so Slack is asked for their organization; without an answer they count as outsiders. Payloads without a workspace
 * are undocumented: Slack is asked, and without an answer they count as members.
 */
async function isExternal({ people, logger }: PermissionParts, actor: Actor): Promise<boolean> {
  const { teamId, userId, userTeamId, viewTeamId = teamId } = actor;
  const { enterpriseId } = people;
  const isOurs = (id: string) => id === teamId || id === enterpriseId;
  const isFromElsewhere = !isOurs(userTeamId ?? teamId) || !isOurs(viewTeamId);
  if (!isFromElsewhere && userTeamId !== undefined) return false;
  if (isFromElsewhere && enterpriseId === undefined) return true;
  const profile = await known(logger, people.profile(userId));
  if (profile === null) {
    if (isFromElsewhere)
      logger.warn({ userId }, "Can't tell a colleague from an outsider, so refusing; grant users:read");
    return isFromElsewhere;
  }
  const isColleague = enterpriseId !== undefined && profile.enterpriseId === enterpriseId;
  if (isColleague || profile.teamIds.includes(teamId)) return false;
  return isFromElsewhere || !isOurs(profile.teamId ?? teamId);
}

async function lookUp(parts: PermissionParts, actor: Actor, subject: Subject): Promise<Partial<Facts>> {
  const { people, logger } = parts;
  const { deciders } = parts.settings;
  if (deciders === 'channel') return lookUpInChannel(parts, actor, subject);
  if (deciders === 'requester') {
    const isForgotten = subject.requesterId === FORMER_MEMBER;
    const requester = isForgotten ? LEFT : await known(logger, people.profile(subject.requesterId));
    if (requester?.hasLeft !== true) return { hasRequesterLeft: requester?.hasLeft ?? null };
    return { hasRequesterLeft: true, ...(await lookUpInChannel(parts, actor, subject)) };
  }
  return { isListed: await isListed(parts, actor.userId, deciders) };
}

async function lookUpInChannel(
  { people, logger }: PermissionParts,
  { userId }: Actor,
  { channelId: id }: Subject,
): Promise<Partial<Facts>> {
  const [profile, isInChannel] = await Promise.all([
    known(logger, people.profile(userId)),
    id === undefined ? null : known(logger, people.isIn(userId, id)),
  ]);
  return { isGuest: profile?.isGuest ?? null, isInChannel };
}

/** Returns null where a group couldn't be looked up and nothing else lists the person. */
async function isListed(parts: LookUpParts, userId: string, listed: readonly string[]): Promise<boolean | null> {
  if (listed.includes(userId)) return true;
  const { own, unchecked } = await groupsOf(parts, userId, listed);
  if (own.length > 0) return true;
  return unchecked.length > 0 ? null : false;
}

type LookUpParts = Pick<PermissionParts, 'people' | 'logger'>;

/** The user groups among some people and groups that somebody is in, those that Slack couldn't be asked about in time, and everyone in them. */
export async function groupsOf(
  { people, logger }: LookUpParts,
  userId: string,
  ids: readonly string[],
): Promise<Pick<Standing, 'unchecked' | 'members'> & { own: string[] }> {
  const groups = ids.filter(isGroup);
  const members = new Map(
    await Promise.all(groups.map(async (id) => [id, await known(logger, people.group(id))] as const)),
  );
  return {
    own: groups.filter((id) => members.get(id)?.has(userId) === true),
    unchecked: groups.filter((id) => members.get(id) === null),
    members,
  };
}

/** Returns Slack's answer, or null where it doesn't come in time. */
async function known<T>(logger: Logger, asked: Promise<T | null>): Promise<T | null> {
  const failed = asked.catch((error: unknown) => {
    logger.warn({ err: error }, 'Could not look up a person in Slack; counting what it would say as unknown');
    return null;
  });
  return (await within(failed, lookUpMs(LIMIT_MS))) ? failed : null;
}

/** Names shown of a long list. */
const MOST_NAMED = 10;

/** Says why somebody may not do something, and who may: one line of mrkdwn. */
export function describeDenial(denial: Denial, act: Act, settings: Named, subject: Subject | undefined): string {
  const { named: asked = [] } = subject ?? {};
  const isAsked = act === 'accept' && asked.length > 0 && denial !== 'external';
  return isAsked
    ? `You can't decide this: the policy asks ${named(asked)}.`
    : describeRight(denial, act, settings, subject);
}

function describeRight(denial: Denial, act: Act, { deciders }: Named, subject: Subject | undefined): string {
  const done = RIGHTS[act] === 'decide' ? 'decide' : 'do this';
  const channel = channelWords(subject?.channelId ?? '');
  const requester = subject === undefined ? 'the requester' : mention(subject.requesterId);
  switch (denial) {
    case 'external':
      return 'Only members of the workspace that installed this app can do this. You can read the review, reply in its thread and ask me questions there.';
    case 'guest':
      return `Guests can't ${done}. Full members of ${channel} can.`;
    case 'not-in-channel':
      return `Only members of ${channel} can ${done}. Join it and try again.`;
    case 'not-requester':
      return `Only ${requester}, who requested this review, can ${done}.`;
    case 'not-listed': {
      const listed = named(Array.isArray(deciders) ? deciders : []);
      const also = RIGHTS[act] === 'manage' ? `, and ${requester}, who requested this review,` : '';
      return `Only ${listed}${also} can ${done}.`;
    }
  }
}

const named = (ids: readonly string[]): string => firstOf(ids.map(mentionAny), MOST_NAMED).join(', ');
