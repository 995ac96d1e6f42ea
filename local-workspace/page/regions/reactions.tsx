import type { PageWorld } from '../page-world.ts';
import { userName } from '../page-world.ts';

interface ReactionsProps {
  world: PageWorld;
  reactions: ReadonlyMap<string, string[]> | undefined;
}

/** The emoji that the bot uses; others are shown by their names. */
const EMOJI: Readonly<Record<string, string>> = { '+1': '👍' };

/** Who reacted to a message, and how. */
export function Reactions({ world, reactions }: ReactionsProps) {
  if (reactions === undefined || reactions.size === 0) return null;
  return (
    <ul className="reactions" aria-label="Reactions">
      {[...reactions].map(([name, users]) => (
        <li key={name} title={`${users.map((user) => userName(world, user)).join(', ')} reacted with :${name}:`}>
          {EMOJI[name] ?? `:${name}:`} {users.length}
        </li>
      ))}
    </ul>
  );
}
