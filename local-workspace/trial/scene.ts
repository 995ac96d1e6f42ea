import type { Person } from '../people/person.ts';
import type { Workspace } from '../start-workspace.ts';

/** The people and channels of a first visit. */
export interface Scene {
  people: Person[];
  /** Where the page opens. */
  firstChannelId: string;
}

/** Four things to try, as they are typed. */
export const SUGGESTIONS: readonly { text: string; why: string }[] = [
  {
    text: '/sagemaker-endpoint ct-scans 500 MB, 90 s each, within 15 min, sporadic, gpu, 200/day',
    why: 'Large scans, now and then',
  },
  { text: '/sagemaker-endpoint fraud-scoring 3 MB within 300 ms, steady, 50 rps', why: 'A caller waits on the line' },
  { text: '/sagemaker-endpoint audit', why: 'What a fictional AWS account should be' },
  { text: '/sagemaker-endpoint help', why: 'What else it understands' },
];

/** The first channel, where a first visit begins. */
const FIRST_CHANNEL = 'architecture-review';

/** The scene of a workspace that was kept. */
export function sceneOf(workspace: Workspace): Scene {
  const first = [...workspace.state.channels.values()].find(({ name }) => name === FIRST_CHANNEL);
  return { people: workspace.people(), firstChannelId: first?.id ?? '' };
}

export async function setScene(workspace: Workspace): Promise<Scene> {
  const people = ['Ada', 'Ben'].map((name) => workspace.addUser(name));
  const [ada, ben] = people as [Person, Person];
  const architecture = workspace.addChannel({ name: FIRST_CHANNEL, kind: 'public', botIsMember: true });
  const platform = workspace.addChannel({ name: 'ml-platform', kind: 'public', botIsMember: true });
  workspace.addChannel({ name: 'payments-private', kind: 'private', members: [ada.id, ben.id] });
  for (const person of people) workspace.directMessage(person.id);
  await ben.say(
    platform,
    'We have a churn model: requests of 200 KB, answers within 2 s, no gpu, variable traffic, 20 rps at the busiest. Where should it run?',
  );
  return { people, firstChannelId: architecture };
}
