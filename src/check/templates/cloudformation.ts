import { chosenFor, type GivenParameters } from '../parameters.ts';
import { regionOf } from '../regions.ts';
import { isObject, type ParsedFile, type Read, type StackSetting } from './declared.ts';
import { Stack } from './stack.ts';
import { folderOf, plainPath } from './terraform-files.ts';

/**
 * Reads CloudFormation templates, SAM's among them: each is a stack, unless another one has it as a nested stack. `assets`: what an
 * assembly uploads. `otherwise`: the Region of the prices where the files say none.
 */
export function readCloudFormation(
  files: readonly ParsedFile[],
  settings: readonly StackSetting[],
  parameters: GivenParameters,
  assets: ReadonlyMap<string, string>,
  otherwise: string,
): Read {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const nestedPaths = new Set(files.flatMap((file) => nestedIn(file, assets).filter((path) => byPath.has(path))));
  const exports = new Map<string, () => unknown>();
  const stacks: Stack[] = [];
  const open = (file: ParsedFile, setting: Omit<StackSetting, 'path'>, parent: Inherited): Stack => {
    const stack = new Stack({
      id: `${file.path}#${parent.path}`,
      file: file.path,
      template: file.value,
      priced: regionOf(JSON.stringify({ ...file.value, Mappings: undefined }))?.region ?? otherwise,
      ...setting,
      ...parent,
      exported: (name) => exports.get(name)?.(),
      nested: (properties, resource, _, id) => {
        const path = templateOf(file.path, resource, assets);
        const child = path === undefined ? undefined : byPath.get(path);
        const below = `${parent.path}${id}/`;
        // A template that nests itself ends after a few.
        if (child === undefined || below.split('/').length > NESTED_MAX || stacks.length > STACKS_MAX) return undefined;
        const given = isObject(properties['Parameters']) ? properties['Parameters'] : {};
        return open(child, { ...setting, name: null }, { path: below, given });
      },
    });
    for (const [name, value] of stack.exports()) if (!exports.has(name)) exports.set(name, value);
    stacks.push(stack);
    return stack;
  };
  const roots = files.filter(({ path }) => !nestedPaths.has(path) || settings.some((one) => one.path === path));
  const opened = roots.flatMap((file) => {
    const own = settings.filter(({ path }) => path === file.path);
    const unsaid: StackSetting = { path: file.path, group: file.path, name: null, region: null };
    const { values, region, note } = chosenFor(file.path, parametersOf(file), parameters);
    return (own.length > 0 ? own : [unsaid]).map(({ path: _, ...setting }) => ({
      stack: open(file, { ...setting, region: setting.region ?? region }, { path: '', given: values }),
      note,
    }));
  });
  const read = opened.map(({ stack, note }) => ({ declared: stack.declared(), note }));
  const taken = read.flatMap(({ declared, note }) => (declared.length > 0 ? (note ?? []) : []));
  return {
    declared: read.flatMap(({ declared }) => declared),
    notes: [...new Set([...taken, ...stacks.flatMap(({ notes }) => notes)])],
  };
}

interface Inherited {
  readonly path: string;
  readonly given: Readonly<Record<string, unknown>>;
}

export const parametersOf = ({ value }: ParsedFile): string[] =>
  isObject(value['Parameters']) ? Object.keys(value['Parameters']) : [];

/** CloudFormation takes a few levels; templates that nest each other end here. */
const NESTED_MAX = 10;
/** And so do those that nest each other many times. */
const STACKS_MAX = 1000;

function nestedIn({ path, value }: ParsedFile, assets: ReadonlyMap<string, string>): string[] {
  const { Resources: resources } = value;
  return Object.values(isObject(resources) ? resources : {}).flatMap(
    (resource) => templateOf(path, resource, assets) ?? [],
  );
}

/** The path of a nested stack's template: a local file before it is uploaded, or an asset of CDK, with or without metadata that says so. */
function templateOf(path: string, resource: unknown, assets: ReadonlyMap<string, string>): string | undefined {
  if (!isObject(resource)) return undefined;
  const { Type: type, Metadata: metadata, Properties: properties } = resource;
  if (type !== 'AWS::CloudFormation::Stack' && type !== 'AWS::Serverless::Application') return undefined;
  const asset = isObject(metadata) ? metadata['aws:asset:path'] : undefined;
  const url = isObject(properties) ? (properties['TemplateURL'] ?? properties['Location']) : undefined;
  const local = typeof asset === 'string' ? asset : url;
  // The address is joined of text and functions, and ends in the name of the upload.
  const [, uploaded] = /\/([\w.-]{1,200})"[\]}]*$/.exec(JSON.stringify(url) ?? '') ?? [];
  const made = uploaded === undefined ? undefined : assets.get(`${folderOf(path)}${uploaded}`);
  if (typeof asset !== 'string' && made !== undefined) return made;
  return typeof local !== 'string' || /^[a-z][a-z0-9]*:/i.test(local)
    ? undefined
    : plainPath(`${folderOf(path)}${local}`);
}
