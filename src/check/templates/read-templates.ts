import { readAssembly } from './cdk-assembly.ts';
import { readCloudFormation } from './cloudformation.ts';
import {
  type Declared,
  type Document,
  type FileFault,
  isObject,
  type ParsedFile,
  type ReadTemplates,
} from './declared.ts';
import { parseTemplate } from './parse.ts';
import { readTerraformJson } from './terraform-json.ts';
import { readPlan, readPriorState } from './terraform-plan.ts';

/** What a file is, by its content. */
type Kind = 'cloudformation' | 'assembly' | 'plan' | 'terraform-json' | 'other';

/** Reads templates of every format, in any order. A file that is none is passed over, unless the command line names it. */
export function readTemplates(documents: readonly Document[]): ReadTemplates {
  const faults: FileFault[] = [];
  const files: Record<Kind, ParsedFile[]> = {
    cloudformation: [],
    assembly: [],
    plan: [],
    'terraform-json': [],
    other: [],
  };
  for (const { path, text, isNamed = false } of documents) {
    if (!isNamed && !mayBeTemplate(path, text)) continue;
    const parsed = parseTemplate(text, /\.json$/i.test(path));
    if (!parsed.ok) {
      faults.push({ file: path, line: parsed.line, text: parsed.text });
      continue;
    }
    const { value } = parsed;
    const kind = isObject(value) ? kindOf(path, value) : 'other';
    if (isObject(value)) files[kind].push({ path, value });
    if (kind === 'other' && isNamed) faults.push({ file: path, line: null, text: whyOther(value) });
  }
  const reads = [
    readCloudFormation(files.cloudformation, files.assembly.flatMap(readAssembly)),
    ...files.plan.map(readPlan),
    ...[...byFolder(files['terraform-json']).values()].map(readTerraformJson),
  ];
  return {
    declared: reads.flatMap(({ declared }) => declared),
    prior: priorOf(files),
    notes: reads.flatMap(({ notes }) => notes),
    files: [...files.cloudformation, ...files.plan, ...files['terraform-json']].map(({ path }) => path),
    faults,
  };
}

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
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  return folders;
}

/** Whether it is worth parsing: most files of a folder are something else. A .tf.json file is a part of its module in any case. */
const mayBeTemplate = (path: string, text: string): boolean =>
  /(?:(?:^|\/)manifest|\.tf)\.json$/i.test(path) ||
  /AWS::|aws_sagemaker|awscc_sagemaker|"terraform_version"/.test(text);

function kindOf(path: string, value: Readonly<Record<string, unknown>>): Kind {
  const { Resources: resources } = value;
  if (isObject(resources)) return 'cloudformation';
  if (isObject(value['artifacts']) && typeof value['version'] === 'string') return 'assembly';
  const isTerraform = typeof value['format_version'] === 'string';
  if (isTerraform && (isObject(value['planned_values']) || isObject(value['values']))) return 'plan';
  if (/\.tf\.json$/i.test(path)) return 'terraform-json';
  return 'other';
}

function whyOther(value: unknown): string {
  return isObject(value) && typeof value['format_version'] === 'string'
    ? 'has no planned_values. Write it with terraform show -json PLAN_FILE'
    : 'neither a CloudFormation template, a Terraform plan in JSON, a .tf.json file nor a CDK assembly';
}
