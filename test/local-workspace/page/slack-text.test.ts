import { describe, expect, it } from 'vitest';
import { asSlackText } from '../../../local-workspace/page/acts/slack-text.ts';

const users = new Map([
  ['U1', { id: 'U1', name: 'Ada' }],
  ['U2', { id: 'U2', name: 'Endpoint Reviewer' }],
]);
const userGroups = new Map([['S1', { id: 'S1', handle: 'arch-council', members: new Set<string>() }]]);
const channel = { members: new Set<string>(), isArchived: false };
const channels = new Map([
  ['C1', { ...channel, id: 'C1', name: 'ml-platform', kind: 'public' as const }],
  ['C2', { ...channel, id: 'C2', name: 'secret', kind: 'private' as const }],
]);

describe('what is typed becomes what Slack stores', () => {
  it.each([
    ['@Endpoint Reviewer what if 5 MB', '<@U2> what if 5 MB'],
    ['@ada, see #ml-platform', '<@U1>, see <#C1>'],
    ['@Arch-Council please', '<!subteam^S1> please'],
    ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['<@U1> <!channel>', '&lt;@U1&gt; &lt;!channel&gt;'],
    ['mail@ada.example and @adabas', 'mail@ada.example and @adabas'],
    ['#secret', '#secret'],
  ])('%s → %s', (typed, stored) => {
    expect(asSlackText(typed, { users, userGroups, channels })).toBe(stored);
  });
});
