import type { Json } from '../../json.ts';
import { isJson } from '../../json.ts';
import type { ShownView } from '../../people/shown-view.ts';
import { SurfaceContext } from '../blocks/act-attributes.ts';
import { ShownBlock } from '../blocks/block-list.tsx';
import { Icon } from '../blocks/icon.tsx';
import { NamesContext, namesIn } from '../blocks/names.ts';
import { InputBlock } from '../form/input-block.tsx';
import { channelsOf, type PageWorld } from '../page-world.ts';
import type { Place } from '../place.ts';
import { type Fragment, fragment, frame, type Region } from './fragment.ts';

/** The modal on top of the page; those below it wait, as in Slack. */
export function dialogRegions(world: PageWorld, place: Place): Region[] {
  const view = place.person.views().at(-1);
  if (view === undefined) return [{ name: 'dialogs', fragments: [] }];
  return [
    { name: 'dialogs', fragments: [frame(view.id, <DialogFrame viewId={view.id} />)] },
    { name: `title-${view.id}`, fragments: [fragment('title', <span>{view.title}</span>)] },
    {
      name: `blocks-${view.id}`,
      fragments: view.blocks.map((block, index) => blockFragment(world, place, view, block, index)),
    },
    { name: `foot-${view.id}`, fragments: [fragment('foot', <DialogFoot view={view} />)] },
  ];
}

function DialogFrame({ viewId }: { viewId: string }) {
  return (
    <dialog className="modal" data-view={viewId} aria-labelledby={`${viewId}/title`}>
      <form noValidate data-form={viewId}>
        <header className="modal-head">
          <h2 id={`${viewId}/title`}>
            <span data-region={`title-${viewId}`} />
          </h2>
          <button type="button" className="icon-button" data-close-view="" aria-label="Close">
            <Icon name="close" />
          </button>
        </header>
        <p className="modal-error" role="alert" hidden />
        <div className="modal-body" data-region={`blocks-${viewId}`} />
        <footer className="modal-foot" data-region={`foot-${viewId}`} />
      </form>
    </dialog>
  );
}

function DialogFoot({ view: { close, submit } }: { view: ShownView }) {
  return (
    <div className="dialog-buttons">
      <button type="button" className="button" data-close-view="">
        {close ?? 'Cancel'}
      </button>
      {submit === undefined ? null : (
        <button type="submit" className="button primary">
          {submit}
        </button>
      )}
    </div>
  );
}

function blockFragment(world: PageWorld, place: Place, view: ShownView, block: Json, index: number): Fragment {
  const key = String(block['block_id'] ?? index);
  if (block['type'] !== 'input') {
    return fragment(
      key,
      <NamesContext value={namesIn(world.state)}>
        <SurfaceContext value={{ kind: 'view', viewId: view.id }}>
          <div className="modal-block">
            <ShownBlock block={block} />
          </div>
        </SurfaceContext>
      </NamesContext>,
    );
  }
  const element = isJson(block['element']) ? block['element'] : {};
  const value = view.values[key]?.[String(element['action_id'])] ?? {};
  const props = { viewId: view.id, block, error: view.errors[key], lists: listsFor(world, place) };
  return fragment(key, <InputBlock {...props} value={value} />, <InputBlock {...props} value={{}} />);
}

/** What menus of people and conversations list. */
function listsFor(world: PageWorld, { person }: Place) {
  const { named, withBot } = channelsOf(world, person.id);
  const botName = world.manifest.botName;
  return {
    conversations: [
      ...named.map(({ id, name, kind }) => ({ id, kind, label: `#${name}` })),
      ...(withBot === undefined
        ? []
        : [{ id: withBot.id, kind: withBot.kind, label: `Your conversation with ${botName}` }]),
    ],
    people: world.people.map(({ id, name }) => ({ id, label: name })),
  };
}
