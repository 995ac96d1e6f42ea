import { isJson, type Json, jsonList, textOf } from '../../json.ts';
import { BlockElement } from './block-element.tsx';
import { SlackBlock } from './slack-block.tsx';

/** The blocks of a message, of a view or of a container, as people see and use them. */
export function BlockList({ blocks }: { blocks: Json[] }) {
  return blocks.map((block) => <ShownBlock key={String(block['block_id'])} block={block} />);
}

/** One block: what people act on is ours, because a page without React's runtime cannot make the library's elements work. */
export function ShownBlock({ block }: { block: Json }) {
  switch (block['type']) {
    case 'actions':
      return (
        <div className="actions">
          {jsonList(block['elements']).map((element) => (
            <BlockElement key={String(element['action_id'])} block={block} element={element} />
          ))}
        </div>
      );
    case 'section':
      return isJson(block['accessory']) ? <SectionWithAccessory block={block} /> : <SlackBlock block={block} />;
    case 'container':
      return <Container block={block} />;
    case 'table':
      return <Table block={block} />;
    default:
      return <SlackBlock block={block} />;
  }
}

function SectionWithAccessory({ block }: { block: Json }) {
  const { accessory, ...section } = block;
  if (!isJson(accessory) || accessory['type'] === 'image') return <SlackBlock block={block} />;
  return (
    <div className="with-accessory">
      <SlackBlock block={section} />
      <BlockElement block={block} element={accessory} />
    </div>
  );
}

function Container({ block }: { block: Json }) {
  const title = isJson(block['title']) ? textOf(block['title']['text']) : undefined;
  const children = <BlockList blocks={jsonList(block['child_blocks'])} />;
  if (block['is_collapsible'] !== true) {
    return (
      <section className="container" aria-label={title}>
        {title === undefined ? null : <p className="container-title">{title}</p>}
        {children}
      </section>
    );
  }
  return (
    <details className="container" open={block['default_collapsed'] !== true}>
      <summary>{title ?? 'Details'}</summary>
      {children}
    </details>
  );
}

/** Tables are often wider than the message: they scroll by themselves, by keyboard too. */
function Table({ block }: { block: Json }) {
  const caption = textOf(block['caption']) ?? 'Table';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="table-scroll" aria-label={caption} tabIndex={0}>
      <SlackBlock block={{ ...block, type: 'table' }} />
    </section>
  );
}
