import type { Module } from '../../support/hcl.ts';
import { type Arguments, argumentsOf, POLICY_DOCUMENT } from './provider.ts';

type Json = Record<string, unknown>;

/** What the provider would refuse of resources and policy documents, by its recorded arguments. */
export const argumentFaults = ({ resource, data }: Module): string[] => [
  ...Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).flatMap(([id, body]) => faultsIn(body, argumentsOf(type), `${type}.${id}`)),
  ),
  ...Object.entries(data['aws_iam_policy_document'] ?? {}).flatMap(([id, body]) => faultsIn(body, POLICY_DOCUMENT, id)),
];

function faultsIn(value: unknown, allowed: Arguments | undefined, path: string): string[] {
  if (allowed === undefined) return [`${path} is not recorded`];
  if (Array.isArray(value)) return value.flatMap((item, at) => faultsIn(item, allowed, `${path}[${at}]`));
  const { dynamic = {}, ...body } = value as Json;
  const missing = allowed.required.filter((name) => !(name in body)).map((name) => `${path} has no ${name}`);
  const blocks = Object.entries(dynamic as Record<string, { content: unknown } | { content: unknown }[]>).map(
    ([name, forms]): [string, unknown] => [name, [forms].flat().map(({ content }) => content)],
  );
  return [
    ...missing,
    ...[...Object.entries(body), ...blocks].flatMap(([name, item]) => {
      const known = allowed.known[name];
      if (known === undefined) return [`${path} has an unknown ${name}`];
      return typeof known === 'object' ? faultsIn(item, known, `${path}.${name}`) : [];
    }),
  ];
}

/** The names in interpolations that nothing declares. */
export function danglingIn({ variable, locals, data, resource, output }: Module): string[] {
  const text = JSON.stringify({ variable, locals, data, resource, output });
  const names = text.matchAll(/\b(var|local|data|aws_\w+)\.(\w+)(?:\.(\w+))?/g);
  return [...names].flatMap(([whole, kind = '', first = '', second = '']) => {
    const found =
      kind === 'var'
        ? first in variable
        : kind === 'local'
          ? first in locals
          : kind === 'data'
            ? second in (data[first] ?? {})
            : isPartOfData(text, whole) || first in (resource[kind] ?? {});
    return found ? [] : [whole];
  });
}

const isPartOfData = (text: string, name: string): boolean => text.includes(`data.${name}`);
