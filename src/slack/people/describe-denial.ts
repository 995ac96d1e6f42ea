import type { Deciders } from '../../config.ts';
import { channelWords, mention } from '../render/mrkdwn.ts';
import type { Subject } from './permission.ts';
import { type Act, type Denial, RIGHTS } from './who-may.ts';

/** Of a long list the first names are enough to know whom to ask. */
const MOST_NAMED = 10;

/** Why somebody may not do something, and who may: one line of mrkdwn. */
export function describeDenial(denial: Denial, act: Act, deciders: Deciders, subject: Subject | undefined): string {
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

function named(ids: readonly string[]): string {
  const shown = ids.slice(0, MOST_NAMED).map((id) => (id.startsWith('S') ? `<!subteam^${id}>` : mention(id)));
  const more = ids.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
