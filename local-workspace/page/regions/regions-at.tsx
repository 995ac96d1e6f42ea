import type { PageWorld } from '../page-world.ts';
import type { Place } from '../place.ts';
import { titleOf } from './composer.tsx';
import { dialogRegions } from './dialogs.tsx';
import { fragment, type Region } from './fragment.ts';
import { mainRegions } from './main.tsx';
import { sidebarRegions } from './sidebar.tsx';
import { threadRegions } from './thread.tsx';

/** Everything that the page shows at a place. A region comes after the one whose fragments it is in. */
export function regionsAt(world: PageWorld, place: Place): Region[] {
  return [
    statusRegion(world),
    ...sidebarRegions(world, place),
    ...mainRegions(world, place),
    ...threadRegions(world, place),
    ...dialogRegions(world, place),
  ];
}

/** What the browser's tab says. */
export function pageTitle(world: PageWorld, place: Place): string {
  return `${titleOf(world, place)} (${place.person.name}) · Local workspace`;
}

function statusRegion({ workspace, manifest }: PageWorld): Region {
  const isConnected = workspace.openConnections() > 0;
  const status = <p className="status">{manifest.botName} is not connected. What you send does not reach it.</p>;
  return { name: 'status', fragments: isConnected ? [] : [fragment('status', status)] };
}
