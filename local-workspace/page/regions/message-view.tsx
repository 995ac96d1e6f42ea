import type { ReactNode } from 'react';
import type { Ephemeral, Message } from '../../state/messages.ts';
import { SurfaceContext } from '../blocks/act-attributes.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { SlackText } from '../blocks/slack-block.tsx';
import type { PageWorld } from '../page-world.ts';
import { userName } from '../page-world.ts';
import { addressOf, type Place } from '../place.ts';
import { Avatar } from './avatar.tsx';
import { clockTime } from './clock-time.ts';
import { MessageTools } from './message-tools.tsx';
import { Reactions } from './reactions.tsx';
import { SharedFiles } from './shared-files.tsx';

interface MessageViewProps {
  world: PageWorld;
  place: Place;
  message: Message;
  pane: 'channel' | 'thread';
}

/** A message that everybody in the channel sees. */
export function MessageView({ world, place, message, pane }: MessageViewProps) {
  const replies = world.state.messages.inThread(message.channelId, message.ts).slice(1);
  const isEdited = message.edited !== undefined && !message.viaResponseUrl;
  return (
    <Shown
      world={world}
      author={message.user}
      message={message}
      pane={pane}
      isEdited={isEdited}
      isOwn={message.user === place.person.id}
    >
      <SharedFiles files={message.files.flatMap((id) => world.state.files.find(id) ?? [])} />
      <Reactions world={world} reactions={message.reactions} />
      {pane === 'channel' && replies.length > 0 ? (
        <ThreadLink place={place} message={message} replies={replies} />
      ) : null}
      <MessageTools world={world} place={place} message={message} pane={pane} />
    </Shown>
  );
}

/** A message that one person sees. */
export function PrivateView({
  world,
  message,
  pane,
}: {
  world: PageWorld;
  message: Ephemeral;
  pane: 'channel' | 'thread';
}) {
  return <Shown world={world} author={world.state.app.botUserId} message={message} pane={pane} isPrivate />;
}

interface ShownProps {
  world: PageWorld;
  author: string;
  message: Message | Ephemeral;
  pane: 'channel' | 'thread';
  isEdited?: boolean;
  isPrivate?: boolean;
  /** By the person who looks. */
  isOwn?: boolean;
  children?: ReactNode;
}

function Shown({
  world,
  author,
  message,
  pane,
  isEdited = false,
  isPrivate = false,
  isOwn = false,
  children,
}: ShownProps) {
  const { channelId, ts, blocks, text } = message;
  const name = userName(world, author);
  const isBot = author === world.state.app.botUserId;
  const headId = `${pane}/${ts}/head`;
  return (
    <article
      className={isPrivate ? 'message private' : 'message'}
      aria-labelledby={headId}
      data-ts={ts}
      data-own={isOwn ? '' : undefined}
    >
      <Avatar name={name} isBot={isBot} />
      <div className="message-main">
        {isPrivate ? <p className="private-note">Only visible to you</p> : null}
        <h3 className="message-head" id={headId}>
          <span className="author">{name}</span>
          {isBot ? <span className="app-badge">App</span> : null}
          <time className="time">{clockTime(ts)}</time>
          {isEdited ? <span className="time">(edited)</span> : null}
        </h3>
        <SurfaceContext value={{ kind: 'message', channelId, ts, pane }}>
          {blocks !== undefined && blocks.length > 0 ? <BlockList blocks={blocks} /> : null}
          {(blocks === undefined || blocks.length === 0) && text !== '' ? <SlackText text={text} /> : null}
        </SurfaceContext>
        {children}
      </div>
    </article>
  );
}

function ThreadLink({ place, message, replies }: { place: Place; message: Message; replies: Message[] }) {
  const last = replies.at(-1);
  if (place.channel === null || last === undefined) return null;
  return (
    <a
      className="thread-link"
      id={`channel/${message.ts}/replies`}
      href={addressOf(place.person, place.channel, message.ts)}
      data-go=""
    >
      <b>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</b>
      <span className="time">Last at {clockTime(last.ts)}</span>
    </a>
  );
}
