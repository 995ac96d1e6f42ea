import { folderOf, type GivenParameters, NO_PARAMETERS, wrongParameters } from '../parameters.ts';
import { readAssembly, readAssets } from './cdk-assembly.ts';
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
} from './declared.ts';
import { parseTemplate } from './parse.ts';
import { MAKE_A_PLAN, readTerraformJson } from './terraform-json.ts';
import { readPlan, readPriorState } from './terraform-plan.ts';

/** What a file is, by its content. */
type Kind = 'cloudformation' | 'assembly' | 'assets' | 'plan' | 'terraform-json';

/** Reads templates of every format, in any order. A file that is none is passed over, unless the command line names it. */
export function readTemplates(
  documents: readonly Document[],
  parameters: GivenParameters = NO_PARAMETERS,
): ReadTemplates {
  const { files, faults, notes } = parsedOf(documents);
  const plans = new Set(files.plan.map(({ path }) => path));
  const reads = [
    readHcl(
      documents.filter(({ path }) => isHcl(path)),
      documents.flatMap(({ path, text }) => (plans.has(path) ? text : [])),
    ),
    bounded(() =>
      readCloudFormation(
        files.cloudformation,
        files.assembly.flatMap(readAssembly),
        parameters,
        new Map(files.assets.flatMap(readAssets)),
      ),
    ),
    ...files.plan.map(readPlan),
    ...[...byFolder(files['terraform-json']).values()].map((module) => bounded(() => readTerraformJson(module))),
  ];
  return {
    declared: reads.flatMap(({ declared }) => declared),
    prior: priorOf(files),
    notes: [...notes, ...reads.flatMap((read) => read.notes)],
    files: [...files.cloudformation, ...files.plan, ...files['terraform-json']].map(({ path }) => path),
    faults: [...faults, ...reads.flatMap((read) => read.faults ?? [])],
    wrong: wrongParameters(parameters, [...new Set(files.cloudformation.flatMap(parametersOf))]),
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
    const read = isHcl(path) || !(isNamed || mayBeTemplate(path, text)) ? undefined : readOne(document);
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

/** Undefined for what is no template, and isn't named. */
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

const GROWS = 'not readable: its references and loops repeat too much. Write out what they repeat.';

/** Terraform's own language, and OpenTofu's, isn't read: what it makes depends on providers and state. A plan has it. */
export const isHcl = (path: string): boolean => /\.(?:tf|tofu|hcl)$/i.test(path);

function readHcl(documents: readonly Document[], plans: readonly string[]): Read {
  const fault = ({ path }: Document): FileFault => ({ file: path, line: null, text: `not read. ${MAKE_A_PLAN}` });
  const wanted = documents.filter(({ text }) => mentionsSageMaker(text));
  const isNoted = plans.length + wanted.length === 0;
  return {
    declared: [],
    notes: isNoted ? documents.slice(0, 1).map((one) => faultText(fault(one))) : [],
    faults: wanted.filter(({ text }) => !isPlanned(text, plans)).map(fault),
  };
}

/** The SageMaker resources and data sources that a file declares. */
const DECLARED = /"((?:aws|awscc)_sagemaker_\w+)"\s+"([\w-]+)"/g;

/** Whether plans have all that a file declares. */
const isPlanned = (text: string, plans: readonly string[]): boolean =>
  plans.length > 0 &&
  [...text.matchAll(DECLARED)].every(([, type, name]) =>
    plans.some((plan) => plan.includes(`${type}.${name}"`) || plan.includes(`${type}.${name}[`)),
  );

/** A plan has the state that it changes. Templates of other formats have none, so beside them it says nothing. */
function priorOf(files: Readonly<Record<Kind, readonly ParsedFile[]>>): Declared[] | null {
  const isAlone = files.cloudformation.length === 0 && files['terraform-json'].length === 0;
  const states = files.plan.map(readPriorState);
  if (!isAlone || states.length === 0 || states.includes(undefined)) return null;
  return states.flatMap((state) => state?.declared ?? []);
}

/** The files of one folder are one module. */
function byFolder(files: readonly ParsedFile[]): Map<string, ParsedFile[]> {
  const folders = new Map<string, ParsedFile[]>();
  for (const file of files) {
    const folder = folderOf(file.path);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return folders;
}

/** Whether it is worth parsing: most files of a folder are something else. Those of Terraform are parts of a module in any case. */
export const mayBeTemplate = (path: string, text: string): boolean =>
  isHcl(path) ||
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
    : 'neither a CloudFormation template, a Terraform plan in JSON, a .tf.json file nor a CDK assembly.';
}
