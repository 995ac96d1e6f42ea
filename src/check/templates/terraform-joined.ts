import type { Declared } from './declared.ts';
import { isKnown, unknownText } from './unknown-text.ts';

/**
 * Terraform doesn't know the id of what scales before the endpoint has a name. From the resource that it refers to follows the rest:
 * the id of another scaling resource, or that of an endpoint or a component.
 */
export function joined(all: readonly Declared[]): Declared[] {
  const byName = new Map(all.map((one) => [one.name, one]));
  const idOf = (one: Declared, hops = 0): unknown => {
    const { ResourceId: id } = one.properties;
    if (typeof id !== 'string' || isKnown(id) || hops > HOPS_MAX) return id;
    const referred = byName.get(id);
    if (referred === undefined) return id;
    if (referred.type === 'AWS::SageMaker::InferenceComponent') return `inference-component/${id}`;
    if (referred.type !== 'AWS::SageMaker::Endpoint') return idOf(referred, hops + 1);
    return `endpoint/${id}/variant/${unknownText(one.group, 'the variant')}`;
  };
  return all.map((one) =>
    one.properties['ResourceId'] === undefined
      ? one
      : { ...one, properties: { ...one.properties, ResourceId: idOf(one) } },
  );
}

/** From an action to its policy to its target is two. */
const HOPS_MAX = 5;
