import type { Declared } from './declared.ts';
import { isKnown, unknownText, whyUnknown } from './unknown-text.ts';

/**
 * Joins what a plan can't name yet. Terraform doesn't know the id of what scales before the endpoint has a name. From the resource that it refers to follows the rest:
 * the id of another scaling resource, or that of an endpoint or a component.
 */
export function joined(all: readonly Declared[]): Declared[] {
  return withConfigurations(withIds(all));
}

/**
 * A local may choose the configuration of an endpoint, and a plan has no locals. Where no other is named, it is the only one of the module.
 */
function withConfigurations(all: readonly Declared[]): Declared[] {
  const configurations = all.filter(({ type }) => type === 'AWS::SageMaker::EndpointConfig');
  const names = new Set(configurations.map(({ name }) => name));
  const modules = configurations.map(({ address }) => moduleOf(address));
  return all.map((one) => {
    const { EndpointConfigName: name } = one.properties;
    const isOther = /\baws_sagemaker_endpoint_configuration\./.test(whyUnknown(String(name)));
    if (one.type !== 'AWS::SageMaker::Endpoint' || isKnown(name) || names.has(String(name)) || isOther) return one;
    const module = moduleOf(one.address);
    const [only, ...more] = configurations.filter((_, at) => modules[at] === module);
    if (only === undefined || more.length > 0) return one;
    return {
      ...one,
      properties: { ...one.properties, EndpointConfigName: only.name },
      doubt: 'Endpoint configuration: known after apply; taken as the only one of its module',
    };
  });
}

/** What stands before the resource in an address. */
const moduleOf = (address: string): string =>
  address.slice(0, Math.max(address.lastIndexOf('aws_'), address.lastIndexOf('awscc_')));

function withIds(all: readonly Declared[]): Declared[] {
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
