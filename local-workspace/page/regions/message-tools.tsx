import type { Message } from '../../state/messages.ts';
import { Icon } from '../blocks/icon.tsx';
import { Menu } from '../blocks/menu.tsx';
import { offeredTo, type PageWorld } from '../page-world.ts';
import { addressOf, type Place } from '../place.ts';

interface MessageToolsProps {
  world: PageWorld;
  place: Place;
  message: Message;
  pane: 'channel' | 'thread';
}

/** What can be done with a message: answer it, or hand it to the app. */
export function MessageTools({ world, place, message, pane }: MessageToolsProps) {
  const { ts, channelId } = message;
  const shortcuts = offeredTo(world, place.person.id).shortcuts.filter(({ type }) => type === 'message');
  return (
    <div className="message-tools">
      {pane === 'channel' && place.channel !== null ? (
        <a
          className="icon-button"
          id={`channel/${ts}/reply`}
          href={addressOf(place.person, place.channel, ts)}
          data-go=""
          aria-label="Reply in thread"
          title="Reply in thread"
        >
          <Icon name="reply" />
        </a>
      ) : null}
      {shortcuts.length === 0 ? null : (
        <Menu
          id={`${pane}/${ts}/tools`}
          label="Message shortcuts"
          items={shortcuts.map(({ name, description, callbackId }) => ({
            text: name,
            description: `${world.manifest.botName}: ${description}`,
            attributes: { 'data-act': JSON.stringify({ kind: 'messageShortcut', callbackId, channelId, ts }) },
          }))}
        />
      )}
    </div>
  );
}
