import type { Person } from '../people/person.ts';
import type { Workspace } from '../start-workspace.ts';
import type { ChannelKind, User } from '../state/channels.ts';

/** The people and channels of a first visit. */
export interface Scene {
  people: Person[];
  /** Where the page opens. */
  firstChannelId: string;
  /** The user group of the architect and the lead. */
  archCouncilId: string;
  leadId: string;
}

/** Things to try, as they are typed. */
export const SUGGESTIONS: readonly { text: string; why: string }[] = [
  {
    text: '/sagemaker-endpoint ct-scans 500 MB, 90 s each, within 15 min, sporadic, gpu, 200/day',
    why: 'Large scans, now and then',
  },
  { text: '/sagemaker-endpoint fraud-scoring 3 MB within 300 ms, steady, 50 rps', why: 'A caller waits on the line' },
  {
    text: '/sagemaker-endpoint support-chat llama 3.1 8b, streaming, 1,000 tokens in, 500 out, steady 10 rps',
    why: 'So expensive that two people have to approve',
  },
  { text: '/sagemaker-endpoint endpoint checkout-fraud', why: 'What an endpoint of a fictional AWS account should be' },
  { text: '/sagemaker-endpoint help', why: 'What else it understands' },
];

const OTHER_COMPANY = 'T0NORTHWIND';

/** Each can do something that another can't. */
const CAST = {
  ada: { name: 'Ada', title: 'ML engineer' },
  ben: { name: 'Ben', title: 'Architect' },
  chen: { name: 'Chen', title: 'Lead' },
  gil: { name: 'Gil', title: 'Guest', isGuest: true },
  eve: { name: 'Eve', title: 'Other company', teamId: OTHER_COMPANY },
} as const satisfies Record<string, Omit<User, 'id'>>;

type Role = keyof typeof CAST;

interface Place {
  name: string;
  kind: ChannelKind;
  members: Role[];
  isWithoutBot?: true;
  isShared?: true;
}

/** The first one is where a first visit begins. */
const CHANNELS: readonly [Place, ...Place[]] = [
  { name: 'architecture-review', kind: 'public', members: ['ada', 'ben', 'chen', 'gil'] },
  { name: 'ml-platform', kind: 'public', members: ['ada', 'ben', 'chen'] },
  { name: 'northwind-project', kind: 'public', members: ['ada', 'ben', 'chen', 'eve'], isShared: true },
  { name: 'payments-private', kind: 'private', members: ['ada', 'ben'], isWithoutBot: true },
];

const OPENING = {
  channel: 'ml-platform',
  text: 'We have a churn model: requests of 200 KB, answers within 2 s, no gpu, variable traffic, 20 rps at the busiest. Where should it run?',
};

/** Sets the scene, or adds to one that an earlier version kept what it lacks. */
export async function setScene(workspace: Workspace): Promise<Scene> {
  const cast = new Map(Object.entries(CAST).map(([role, user]) => [role, ensurePerson(workspace, user)]));
  const idsOf = (roles: readonly Role[]) => roles.map((role) => cast.get(role)?.id ?? '');
  const isFirstVisit = workspace.state.channels.size === 0;
  const channels = CHANNELS.map((place) => ensureChannel(workspace, place, idsOf(place.members)));
  const group = [...workspace.state.userGroups.values()].find(({ handle }) => handle === ARCH_COUNCIL);
  const archCouncilId = group?.id ?? workspace.addUserGroup(idsOf(['ben', 'chen']), ARCH_COUNCIL);
  for (const [role, { id }] of cast) if (role !== 'eve') workspace.directMessage(id);
  const opening = CHANNELS.findIndex(({ name }) => name === OPENING.channel);
  if (isFirstVisit) await cast.get('ben')?.say(channels[opening] ?? '', OPENING.text);
  const [leadId = ''] = idsOf(['chen']);
  return { people: [...cast.values()], firstChannelId: channels[0] ?? '', archCouncilId, leadId };
}

const ARCH_COUNCIL = 'arch-council';

function ensurePerson(workspace: Workspace, { name, ...kind }: Omit<User, 'id'>): Person {
  const known = workspace.people().find((person) => person.name === name);
  const user = known && workspace.state.users.get(known.id);
  if (user !== undefined) Object.assign(user, kind);
  return known ?? workspace.addUser(name, { ...kind, channels: [] });
}

/** The channel's ID. */
function ensureChannel(workspace: Workspace, place: Place, members: string[]): string {
  const { name, kind, isWithoutBot, isShared } = place;
  const known = [...workspace.state.channels.values()].find((channel) => channel.name === name);
  for (const id of members) known?.members.add(id);
  if (known !== undefined) return known.id;
  const teamIds = isShared ? [workspace.teamId, OTHER_COMPANY] : undefined;
  return workspace.addChannel({ name, kind, members, botIsMember: !isWithoutBot, teamIds });
}
