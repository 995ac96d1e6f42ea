import { isRegion } from '../../account/facts.ts';
import { DEFAULT_REGION } from '../../recommender/index.ts';
import { type GivenParameters, NO_PARAMETERS, valuesOf, wrongParameters } from '../parameters.ts';
import { parametersOf, readCloudFormation } from './cloudformation.ts';
import {
  type Declared,
  type Document,
  type FileFault,
  faultText,
  isObject,
  mentionsSageMaker,
  type ParsedFile,
  type Read,
  type ReadTemplates,
  type StackSetting,
} from './declared.ts';
import { parseTemplate } from './parse.ts';
import { GROWS, isHcl, isTfvars, readTerraform } from './terraform.ts';
import { folderOf } from './terraform-files.ts';
import { MAKE_A_PLAN } from './terraform-module.ts';
import { readPlan, readPriorState } from './terraform-plan.ts';

/** What a file is, by its content. */
type Kind = 'cloudformation' | 'assembly' | 'assets' | 'plan' | 'terraform-json';

/** Reads templates of every format, in any order. `region`: that of the prices where the files say none. */
export function readTemplates(
  documents: readonly Document[],
  parameters: GivenParameters = NO_PARAMETERS,
  region = DEFAULT_REGION,
): ReadTemplates {
  const { files, faults, notes } = parsedOf(documents);
  const textsOf = (paths: readonly ParsedFile[]) => {
    const own = new Set(paths.map(({ path }) => path));
    return documents.filter(({ path }) => own.has(path));
  };
  const terraform = readTerraform(
    [...documents.filter(({ path }) => isHcl(path) || isTfvars(path)), ...textsOf(files['terraform-json'])],
    files['terraform-json'],
    textsOf(files.plan).map(({ text }) => text),
    new Map(Object.entries(valuesOf(parameters))),
  );
  const assets = new Map(files.assets.flatMap(readAssets));
  const settings = files.assembly.flatMap(readAssembly);
  const reads = [
    readTerragrunt(documents),
    terraform,
    bounded(() => readCloudFormation(files.cloudformation, settings, parameters, assets, region)),
    ...files.plan.map(readPlan),
  ];
  return {
    declared: reads.flatMap(({ declared }) => declared),
    prior: terraform.files.length > 0 ? null : priorOf(files),
    notes: [...notes, ...reads.flatMap((read) => read.notes)],
    files: [...[...files.cloudformation, ...files.plan].map(({ path }) => path), ...terraform.files],
    faults: [...faults, ...reads.flatMap((read) => read.faults ?? [])],
    wrong: wrongParameters(parameters, [
      ...new Set([...files.cloudformation.flatMap(parametersOf), ...terraform.variables]),
    ]),
  };
}

function parsedOf(documents: readonly Document[]) {
  const [faults, notes]: [FileFault[], string[]] = [[], []];
  const files: Record<Kind, ParsedFile[]> = {
    cloudformation: [],
    assembly: [],
    assets: [],
    plan: [],
    'terraform-json': [],
  };
  for (const document of documents) {
    const { path, text, isNamed = false } = document;
    const read = isModuleFile(path) || !(isNamed || mayBeTemplate(path, text)) ? undefined : readOne(document);
    const isTold = isNamed || mentionsSageMaker(text);
    if (read === undefined) continue;
    if ('kind' in read) files[read.kind].push(read);
    else if (isTold) faults.push(read);
    else notes.push(faultText(read));
    if ('kind' in read && isTold && read.twice != null)
      notes.push(faultText({ file: path, line: read.twice, text: TWICE }));
  }
  return { files, faults, notes };
}

interface KindOfFile extends ParsedFile {
  readonly kind: Kind;
  /** The line of the first key that its object has already. */
  readonly twice: number | null | undefined;
}

/** As CloudFormation does, for which templates with such keys are valid (go-to-k/cdk-real-drift, issue 1074, read 2026-12). */
const TWICE = 'a key for the second time in one object. The last value counts, as for CloudFormation.';

/** Undefined for what is no template, and isn't named: it is passed over. */
function readOne({ path, text, isNamed }: Document): KindOfFile | FileFault | undefined {
  const parsed = parseTemplate(text, /\.json$/i.test(path));
  if (!parsed.ok) return { file: path, line: parsed.line, text: parsed.text };
  const { value } = parsed;
  const kind = isObject(value) ? kindOf(path, value) : undefined;
  if (isObject(value) && kind !== undefined) return { path, value, kind, twice: parsed.twice };
  return isNamed ? { file: path, line: null, text: whyOther(value) } : undefined;
}

/** Nothing of a format is read where a file of it grows without end. */
function bounded(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { declared: [], notes: [], faults: [{ file: error.message, line: null, text: GROWS }] };
  }
}

/** Terragrunt's files say which modules are read with which values, from anywhere. */
const isTerragrunt = (path: string): boolean => /\.hcl$/i.test(path) && !/\.tf\w+\.hcl$/i.test(path);

/** A part of a module, which is read whatever it mentions. */
export const isModuleFile = (path: string): boolean => isHcl(path) || isTfvars(path) || isTerragrunt(path);

function readTerragrunt(documents: readonly Document[]): Read {
  const wanted = documents.filter(({ path, text }) => isTerragrunt(path) && mentionsSageMaker(text));
  const faults = wanted.map(({ path }) => ({ file: path, line: null, text: `not read. ${MAKE_A_PLAN}` }));
  return { declared: [], notes: [], faults };
}

/** A plan has the state that it changes. Templates of other formats have none, so beside them it says nothing. */
function priorOf(files: Readonly<Record<Kind, readonly ParsedFile[]>>): Declared[] | null {
  const isAlone = files.cloudformation.length === 0 && files['terraform-json'].length === 0;
  const states = files.plan.map(readPriorState);
  if (!isAlone || states.length === 0 || states.includes(undefined)) return null;
  return states.flatMap((state) => state?.declared ?? []);
}

/** Whether it is worth parsing: most files of a folder are something else. Those of Terraform are parts of a module in any case. */
export const mayBeTemplate = (path: string, text: string): boolean =>
  isModuleFile(path) ||
  /(?:(?:^|\/)manifest|\.assets|\.tf)\.json$/i.test(path) ||
  /AWS::|"terraform_version"|sagemaker/i.test(text);

function kindOf(path: string, value: Readonly<Record<string, unknown>>): Kind | undefined {
  const { Resources: resources } = value;
  if (isObject(resources)) return 'cloudformation';
  if (isObject(value['artifacts']) && typeof value['version'] === 'string') return 'assembly';
  if (isObject(value['files']) && /\.assets\.json$/i.test(path)) return 'assets';
  const isTerraform = typeof value['format_version'] === 'string';
  if (isTerraform && (isObject(value['planned_values']) || isObject(value['values']))) return 'plan';
  return /\.tf\.json$/i.test(path) ? 'terraform-json' : undefined;
}

function whyOther(value: unknown): string {
  return isObject(value) && typeof value['format_version'] === 'string'
    ? 'has no planned_values. Write it with terraform show -json PLAN_FILE.'
    : 'neither a CloudFormation template, a Terraform plan in JSON, a file of Terraform nor a CDK assembly.';
}

// What AWS CDK synthesizes (cloud-assembly-schema): manifest.json says which template is which stack, and where; *.assets.json
// which file is uploaded by which name.

/** The stacks of an assembly, by the paths of their templates. */
export function readAssembly({ path, value }: ParsedFile): StackSetting[] {
  const { artifacts } = value;
  const folder = folderOf(path);
  return Object.entries(isObject(artifacts) ? artifacts : {}).flatMap(([id, artifact]) => {
    if (!isObject(artifact) || artifact['type'] !== 'aws:cloudformation:stack') return [];
    const { templateFile, stackName } = isObject(artifact['properties']) ? artifact['properties'] : {};
    if (typeof templateFile !== 'string') return [];
    // aws://ACCOUNT/REGION
    const region = String(artifact['environment']).split('/').at(-1) ?? '';
    return [
      {
        path: `${folder}${templateFile}`,
        group: folder,
        name: typeof stackName === 'string' ? stackName : id,
        region: isRegion(region) ? region : null,
      },
    ];
  });
}

/** The files that are uploaded, by the folder of the assembly and the name that they get: "cdk.out/HASH.json". */
export function readAssets({ path, value: { files } }: ParsedFile): [uploaded: string, path: string][] {
  const folder = folderOf(path);
  return Object.values(isObject(files) ? files : {}).flatMap((file) => {
    const { source, destinations } = isObject(file) ? file : {};
    const own = isObject(source) ? source['path'] : undefined;
    const keys = Object.values(isObject(destinations) ? destinations : {}).map(
      (one) => isObject(one) && one['objectKey'],
    );
    return keys.map((key): [string, string] => [
      `${folder}${String(key).split('/').at(-1)}`,
      `${folder}${String(own)}`,
    ]);
  });
}
