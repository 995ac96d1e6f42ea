import { SurfaceContext } from '../blocks/act-attributes.ts';
import { BlockList } from '../blocks/block-list.tsx';
import { NamesContext, namesIn } from '../blocks/names.ts';
import type { PageWorld } from '../page-world.ts';
import type { Place } from '../place.ts';
import { fragment, frame, type Region } from './fragment.ts';

/** The app's home tab, as it was last published for this person. */
export function homeRegions(world: PageWorld, { person }: Place): Region[] {
  const key = `${person.id}-home`;
  const home = person.home();
  const blocks = home?.blocks ?? [];
  const shown = blocks.map((block, index) =>
    fragment(
      String(block['block_id'] ?? index),
      <NamesContext value={namesIn(world.state)}>
        <SurfaceContext value={{ kind: 'view', viewId: home?.id ?? '' }}>
          <div>
            <BlockList blocks={[block]} />
          </div>
        </SurfaceContext>
      </NamesContext>,
    ),
  );
  const empty = fragment(
    'empty',
    <p className="empty">{world.manifest.botName} has published nothing here yet. What it publishes appears here.</p>,
  );
  return [
    { name: 'main', fragments: [frame(key, <HomeFrame world={world} regionKey={key} />)] },
    { name: `home-${key}`, fragments: shown.length > 0 ? shown : [empty] },
  ];
}

function HomeFrame({ world, regionKey }: { world: PageWorld; regionKey: string }) {
  return (
    <main className="main">
      <header className="main-head">
        <h1>{world.manifest.botName}: App Home</h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="scroll" aria-label="App Home" tabIndex={0}>
        <div className="home" data-region={`home-${regionKey}`} />
      </section>
    </main>
  );
}
