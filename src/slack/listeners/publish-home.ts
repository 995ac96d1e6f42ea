import { buildHome } from '../home/build-home.ts';
import type { HomePages } from '../home/home-pages.ts';
import { findHome } from './home-data.ts';
import type { ListenerParts } from './parts.ts';
import type { Person } from './people.ts';
import { tryAgain } from './try-again.ts';

/** Shows somebody's home tab. Shown twice it is shown once, so it is tried again, each time with the record as it then stands. */
export async function publishHome(parts: ListenerParts, person: Person, pages: HomePages): Promise<void> {
  const publish = async () => {
    const view = buildHome(await findHome(parts, person, pages));
    await parts.interactive.views.publish({ user_id: person.userId, view });
  };
  await tryAgain(parts, publish, { twiceIsOnce: true });
}
