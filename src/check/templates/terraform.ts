import { joinClauses } from '../../wording/sentences.ts';
import {
  type Declared,
  type Document,
  type FileFault,
  faultText,
  isObject,
  mentionsSageMaker,
  type ParsedFile,
  type Read,
} from './declared.ts';
import { parseHcl } from './hcl.ts';
import { parseTemplate } from './parse.ts';
import { evaluate, Missing } from './terraform-expression.ts';
import { blocksOfJson, calledFolder, folderOf, pathText, type TerraformFile } from './terraform-files.ts';
import { joined } from './terraform-joined.ts';
import { INSTANCES_MAX, MAKE_A_PLAN, Module } from './terraform-module.ts';
import { Work } from './work.ts';

/** Terraform's own language, and OpenTofu's. */
export const isHcl = (path: string): boolean => /\.(?:tf|tofu)$/i.test(path);

export const isTfvars = (path: string): boolean => /\.tfvars(?:\.json)?$/i.test(path);

/** Of the files beside a root module, those that Terraform takes by itself. What comes later wins. */
const TAKEN = [/(?:^|\/)terraform\.tfvars$/, /(?:^|\/)terraform\.tfvars\.json$/, /\.auto\.tfvars(?:\.json)?$/];

type Folders = ReadonlyMap<string, readonly TerraformFile[]>;

/** What is wrong with a file, and whether the check has to end for it. */
interface Told extends FileFault {
  readonly isWanted: boolean;
}

const toldOf = (file: string, text: string, isWanted = true): Told => ({ file, line: null, text, isWanted });

/**
 * Reads modules in Terraform's language and its JSON. `documents`: all of their files. `json`: those in JSON, parsed. `plans`: the texts
 * of plans; a module whose SageMaker resources plans have is left to them. `given`: values of variables, before those of files.
 */
export function readTerraform(
  documents: readonly Document[],
  json: readonly ParsedFile[],
  plans: readonly string[],
  given: Values = new Map(),
): Read & { readonly files: readonly string[]; readonly variables: readonly string[] } {
  const values = new Map(json.map(({ path, value }) => [path, value]));
  const folders = new Map<string, TerraformFile[]>();
  const broken: FileFault[] = [];
  for (const { path, text } of documents.filter((one) => !isTfvars(one.path))) {
    const own = values.get(path);
    const parsed = own === undefined ? parseHcl(text) : { ok: true as const, body: { blocks: blocksOfJson(own) } };
    if (!parsed.ok) broken.push({ file: path, line: parsed.line, column: parsed.column, text: parsed.text });
    const files = folders.get(folderOf(path)) ?? [];
    files.push({ path, text, blocks: parsed.ok ? parsed.body.blocks : [] });
    folders.set(folderOf(path), files);
  }
  const tfvars = documents.filter(({ path }) => isTfvars(path));
  const reached = reachedIn(folders);
  const all = rootsOf(folders, reached);
  const roots = all.filter(
    ({ files }) => files.some(({ text }) => mentionsSageMaker(text)) && !isPlanned(files, plans),
  );
  const files = roots.flatMap((root) => root.files.map(({ path }) => path));
  const named = new Set([...files, ...documents.flatMap(({ path, isNamed }) => (isNamed === true ? path : []))]);
  const reads = roots.map((root) => readRoot(root, folders, tfvars, given));
  const told = [
    ...broken.map((fault): Told => ({ ...fault, isWanted: named.has(fault.file) })),
    ...circlesIn(folders, reached, all),
    ...reads.flatMap((read) => read.told),
  ];
  return {
    declared: reads.flatMap(({ declared }) => declared),
    notes: told.flatMap(({ isWanted, ...fault }) => (isWanted ? [] : faultText(fault))),
    faults: told.flatMap(({ isWanted, ...fault }) => (isWanted ? fault : [])),
    files,
    variables: roots
      .flatMap(({ folder }) => folders.get(folder)?.flatMap(({ blocks }) => blocks) ?? [])
      .flatMap(({ type, labels: [name = ''] }) => (type === 'variable' ? name : [])),
  };
}

/** Whether plans have each SageMaker resource of a root module, and something of each module that comes from elsewhere. */
function isPlanned(files: readonly TerraformFile[], plans: readonly string[]): boolean {
  const blocks = files.flatMap((file) => file.blocks);
  const names = blocks.flatMap(({ type, labels: [first = '', second = ''], body }) => {
    if (type === 'module')
      return calledFolder('', pathText(body.attributes.get('source'))) === undefined ? [`module.${first}`] : [];
    return type === 'resource' && /^aws(?:cc)?_sagemaker_/.test(first) ? [`${first}.${second}`] : [];
  });
  const isIn = (name: string, plan: string) => ['"', '[', '.'].some((end) => plan.includes(`${name}${end}`));
  return names.length > 0 && names.every((name) => plans.some((plan) => isIn(name, plan)));
}

/** A module that no other calls, with the files of all that it calls. */
interface Root {
  readonly folder: string;
  readonly files: readonly TerraformFile[];
}

/** The folders that a file calls. */
const callsIn = ({ path, blocks }: TerraformFile): string[] =>
  blocks.flatMap(({ type, body }) =>
    type === 'module' ? (calledFolder(folderOf(path), pathText(body.attributes.get('source'))) ?? []) : [],
  );

/** By folder, those that it calls, and those that they call. It is among them where they call it back. */
type Reached = ReadonlyMap<string, ReadonlySet<string>>;

function reachedIn(folders: Folders): Reached {
  const reached = new Map([...folders].map(([folder, files]) => [folder, new Set(files.flatMap(callsIn))] as const));
  for (const within of reached.values())
    for (const one of within) for (const other of reached.get(one) ?? []) within.add(other);
  return reached;
}

/** Those without a circle, which Terraform refuses. */
function rootsOf(folders: Folders, reached: Reached): Root[] {
  const called = new Set([...reached.values()].flatMap((within) => [...within]));
  return [...reached].flatMap(([folder, within]) =>
    called.has(folder) || [...within].some((one) => reached.get(one)?.has(one))
      ? []
      : [{ folder, files: [folder, ...within].flatMap((one) => folders.get(one) ?? []) }],
  );
}

/** What mentions SageMaker and is within no root: it is in a circle, calls one or is called by one. */
function circlesIn(folders: Folders, reached: Reached, roots: readonly Root[]): Told[] {
  const read = new Set(roots.flatMap(({ files }) => files));
  const left = [...folders.values()].flat().filter((file) => !read.has(file));
  const reaches = (from: string, to: string) => from === to || reached.get(from)?.has(to) === true;
  const closing = left.filter((file) => callsIn(file).some((one) => reaches(one, folderOf(file.path))));
  const wanted = left.filter(({ text }) => mentionsSageMaker(text));
  return wanted.map(({ path: file }) => {
    const own = folderOf(file);
    const near = closing.find(({ path }) => reaches(own, folderOf(path)) || reaches(folderOf(path), own));
    const why = `not read: modules call each other in a circle, through ${(near ?? closing[0])?.path}.`;
    return toldOf(file, why);
  });
}

function readRoot({ folder, files }: Root, folders: Folders, tfvars: readonly Document[], given: Values) {
  const values = new Map<string, unknown>();
  const told: Told[] = [];
  const id = files[0]?.path ?? folder;
  const beside = tfvars.filter(({ path }) => folderOf(path) === folder);
  const taken = TAKEN.flatMap((pattern) => beside.filter(({ path }) => pattern.test(path)).toSorted(byPath));
  const others = given.size > 0 ? [] : beside.filter((file) => !taken.includes(file));
  const names = others.map(({ path }) => path.slice(folder.length));
  const why = `Terraform takes ${joinClauses(names, 'and')} only by name: --parameters ${folder}${names[0]}`;
  if (names.length > 0) told.push(toldOf(id, why, false));
  for (const file of taken) {
    const read = readTfvars(file);
    if (read.ok) for (const [name, value] of read.values) values.set(name, value);
    else told.push({ ...read.fault, isWanted: true });
  }
  const texts = files.map(({ text }) => text);
  const root = { id, work: new Work(id, texts, REPEATED_MAX), left: INSTANCES_MAX };
  const of = (name: string) => (given.has(name) ? given.get(name) : values.get(name));
  const module = new Module({ folder, folders, root, address: '', given: of, regionOf: () => null });
  try {
    const declared: readonly Declared[] = joined(module.declared());
    return { declared, told: [...told, ...unreadIn(module)] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { declared: [], told: [...told, toldOf(id, GROWS)] };
  }
}

/** Those that may serve a model are told one by one. */
function unreadIn({ unread }: Module): Told[] {
  const serving = unread.filter(({ isServing }) => isServing);
  const others = unread.filter(({ isServing }) => !isServing);
  const [first] = others;
  const names = joinClauses([...new Set(others.map(({ name }) => name))], 'and');
  const told = serving.map(({ name, file }) => toldOf(file, `module ${name} isn't read. ${MAKE_A_PLAN}`));
  return first === undefined ? told : [...told, toldOf(first.file, `not read, being from elsewhere: ${names}.`, false)];
}

/** As of one template, in characters of JSON. Modules have their own besides. */
const REPEATED_MAX = 3_000_000;

/** What is said of a template that is refused because it grows without end. */
export const GROWS = 'not readable: its references and loops repeat too much. Write out what they repeat.';

const byPath = (one: Document, other: Document): number => (one.path < other.path ? -1 : 1);

export type Values = ReadonlyMap<string, unknown>;

type ReadValues = { readonly ok: true; readonly values: Values } | { readonly ok: false; readonly fault: FileFault };

/** Reads a file with values of variables, of either syntax. */
export function readTfvars({ path, text }: Document): ReadValues {
  const isJson = path.endsWith('.json');
  const parsed = isJson ? parseTemplate(text, true) : parseHcl(text);
  if (!parsed.ok) return { ok: false, fault: { file: path, column: undefined, ...parsed } };
  if ('value' in parsed)
    return { ok: true, values: new Map(Object.entries(isObject(parsed.value) ? parsed.value : {})) };
  const scope = { id: path, lookUp: () => new Missing('an expression'), spend: <T>(found: T): T => found };
  return { ok: true, values: new Map([...parsed.body.attributes].map(([name, of]) => [name, evaluate(of, scope)])) };
}
