import { Icon } from '../blocks/icon.tsx';
import { Menu } from '../blocks/menu.tsx';
import { offeredTo, type PageWorld, roleOf } from '../page-world.ts';
import type { Place } from '../place.ts';

/** What can be written before the cursor's word is complete. */
interface Completion {
  insert: string;
  hint: string;
}

/** Where people write. In a thread, `threadTs` is its first message. */
export function Composer({ world, place, threadTs }: { world: PageWorld; place: Place; threadTs?: string }) {
  const isThread = threadTs !== undefined;
  const id = isThread ? 'thread-composer' : 'composer';
  const label = isThread ? 'Reply' : `Message ${titleOf(world, place)}`;
  return (
    <form className="composer" data-composer={threadTs ?? ''}>
      <p className="composer-error" role="alert" hidden />
      <div className="suggestions" role="listbox" aria-label="Suggestions" id={`${id}-suggestions`} hidden />
      <textarea
        id={id}
        name="text"
        rows={1}
        aria-label={label}
        placeholder={isThread ? 'Reply…' : label}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={`${id}-suggestions`}
        data-completions={JSON.stringify(completions(world, place, isThread))}
      />
      <div className="composer-tools">
        {isThread ? null : <Shortcuts world={world} place={place} />}
        <button type="button" className="icon-button" data-insert={`@${world.manifest.botName} `}>
          <span aria-hidden="true">@</span>
          <span className="sr-only">Mention {world.manifest.botName}</span>
        </button>
        <button type="submit" className="button primary send">
          Send
        </button>
      </div>
    </form>
  );
}

function Shortcuts({ world, place }: { world: PageWorld; place: Place }) {
  const shortcuts = offeredTo(world, place.person.id).shortcuts.filter(({ type }) => type === 'global');
  if (shortcuts.length === 0) return null;
  return (
    <Menu
      id="shortcuts"
      label="Shortcuts"
      className="upwards"
      face={<Icon name="bolt" />}
      items={shortcuts.map(({ name, description, callbackId }) => ({
        text: name,
        description: `${world.manifest.botName}: ${description}`,
        attributes: { 'data-act': JSON.stringify({ kind: 'shortcut', callbackId }) },
      }))}
    />
  );
}

/** Commands do not work in threads, so none are offered there. */
function completions(world: PageWorld, { person }: Place, isThread: boolean): Completion[] {
  const { manifest, people, state } = world;
  const commands = offeredTo(world, person.id).commands.map(({ command, usageHint }) => ({
    insert: `${command} `,
    hint: usageHint,
  }));
  const invite = { insert: `/invite @${manifest.botName}`, hint: 'Lets the bot into this channel' };
  const mentions = [
    { name: manifest.botName, hint: 'The bot' },
    ...people.map(({ id, name }) => ({ name, hint: roleOf(world, id) })),
    ...[...state.userGroups.values()].map(({ handle }) => ({ name: handle, hint: 'User group' })),
  ].map(({ name, hint }) => ({ insert: `@${name} `, hint }));
  return [...(isThread ? [] : [...commands, invite]), ...mentions];
}

/** "#ml-platform", the bot's name, or the tab's. */
export function titleOf({ manifest }: PageWorld, { channel, tab }: Place): string {
  if (channel === null) return tab === 'notifications' ? 'Notifications' : 'App Home';
  return channel.kind === 'im' ? manifest.botName : `#${channel.name}`;
}
