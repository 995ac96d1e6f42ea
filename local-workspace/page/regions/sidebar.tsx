import type { Channel } from '../../state/channels.ts';
import { Icon } from '../blocks/icon.tsx';
import { channelsOf, type PageWorld } from '../page-world.ts';
import { addressOf, type Place } from '../place.ts';
import { Avatar } from './avatar.tsx';
import { type Fragment, fragment, frame, type Region } from './fragment.ts';
import { PlaceLink } from './place-link.tsx';

/** People and places to switch to. */
export function sidebarRegions(world: PageWorld, place: Place): Region[] {
  const { person } = place;
  const { named, withBot } = channelsOf(world, person.id);
  const botName = world.manifest.botName;
  return [
    { name: 'sidebar', fragments: [frame('sidebar', <Sidebar />)] },
    { name: 'people', fragments: world.people.map((other) => personLink(world, place, other)) },
    { name: 'channels', fragments: named.map((channel) => channelLink(world, place, channel, channel.name)) },
    {
      name: 'apps',
      fragments: [
        ...(withBot === undefined ? [] : [channelLink(world, place, withBot, botName)]),
        fragment(
          'home',
          <PlaceLink
            id="go/home"
            href={addressOf(person, 'home')}
            isCurrent={place.channel === null}
            sign={<Icon name="home" />}
            label="App Home"
          />,
        ),
      ],
    },
  ];
}

function Sidebar() {
  return (
    <nav className="sidebar" aria-label="Workspace">
      <p className="workspace-name">Local workspace</p>
      <h2>You are</h2>
      <div className="people" data-region="people" />
      <h2>Channels</h2>
      <div data-region="channels" />
      <h2>App</h2>
      <div data-region="apps" />
      <p className="sidebar-note">
        A Slack workspace on this computer. The bot is the real one; nothing leaves the machine.
      </p>
    </nav>
  );
}

function personLink(world: PageWorld, place: Place, other: Place['person']): Fragment {
  const isCurrent = other === place.person;
  const where = place.channel === null ? 'home' : theirChannel(world, place.channel, other.id);
  return fragment(
    other.id,
    <a
      id={`as/${other.id}`}
      href={addressOf(other, where, where === place.channel ? place.threadTs : undefined)}
      data-go=""
      aria-current={isCurrent ? 'true' : undefined}
    >
      <Avatar name={other.name} isBot={false} />
      {other.name}
    </a>,
  );
}

/** The same channel for the other person; for a conversation with the bot, their own. */
function theirChannel(world: PageWorld, channel: Channel, userId: string): Channel | 'home' {
  if (channel.members.has(userId)) return channel;
  return channelsOf(world, userId).withBot ?? 'home';
}

function channelLink(world: PageWorld, place: Place, channel: Channel, label: string): Fragment {
  const isCurrent = place.channel === channel;
  return fragment(
    channel.id,
    <PlaceLink
      id={`go/${channel.id}`}
      href={addressOf(place.person, channel)}
      isCurrent={isCurrent}
      isUnread={!isCurrent && isUnread(world, place.person.id, channel)}
      sign={channel.kind === 'private' ? <Icon name="lock" /> : channel.kind === 'public' ? '#' : '@'}
      label={label}
      hidden={channel.kind === 'private' ? 'private' : undefined}
    />,
  );
}

function isUnread({ state, memory }: PageWorld, userId: string, channel: Channel): boolean {
  const since = memory.seen.get(`${userId}/${channel.id}`) ?? '';
  const isNew = ({ ts, user }: { ts: string; user: string }) => ts > since && user !== userId;
  const isNotice = state.ephemerals.some(
    (notice) => notice.channelId === channel.id && notice.userId === userId && notice.ts > since,
  );
  return isNotice || state.messages.inChannel(channel.id).some(isNew);
}
