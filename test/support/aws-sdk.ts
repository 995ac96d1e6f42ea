import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// What AWS's own SDK says of SageMaker. The packages ship the enums and the documentation of every parameter as text; the
// ranges of numbers are in AWS's service model alone, which they don't ship. Read as files: loading a client takes seconds.

/** The two packages of AWS's SDK that say something of inference. */
export type SdkPackage = '@aws-sdk/client-sagemaker' | '@aws-sdk/client-sagemaker-runtime';

const require = createRequire(import.meta.url);

const DIRECTORIES: Record<SdkPackage, string> = {
  '@aws-sdk/client-sagemaker': dirname(require.resolve('@aws-sdk/client-sagemaker/package.json')),
  '@aws-sdk/client-sagemaker-runtime': dirname(require.resolve('@aws-sdk/client-sagemaker-runtime/package.json')),
};

const read = (from: SdkPackage, path: string): string => readFileSync(join(DIRECTORIES[from], path), 'utf8');

/** "3.1142.0" */
export const versionOf = (from: SdkPackage): string => JSON.parse(read(from, 'package.json')).version;

/** The values of an enum, in their order. */
export function enumOf(name: string): string[] {
  const enums = read('@aws-sdk/client-sagemaker', 'dist-es/models/enums.js');
  const [, body] = new RegExp(`export const ${name} = \\{([^}]*)\\}`).exec(enums) ?? [];
  if (body === undefined) throw new Error(`The SDK has no enum ${name}`);
  return [...body.matchAll(/: "([^"]*)"/g)].map(([, value = '']) => value);
}

const MODELS = new Map<SdkPackage, string>();

/** All type declarations of a package, one file after the other. */
function modelsOf(from: SdkPackage): string {
  let models = MODELS.get(from);
  if (models === undefined) {
    const files = readdirSync(join(DIRECTORIES[from], 'dist-types/models')).filter((file) => /^models_\d+/.test(file));
    models = files.map((file) => read(from, `dist-types/models/${file}`)).join('\n');
    MODELS.set(from, models);
  }
  return models;
}

/** What stands between the braces of an interface, each comment on one line. */
function bodyOf(name: string, from: SdkPackage): string {
  const models = modelsOf(from);
  const start = models.indexOf(`export interface ${name} {`);
  if (start < 0) throw new Error(`${from} has no interface ${name}`);
  return models.slice(start, models.indexOf('\n}', start));
}

/** The parameters of an interface, in their order. */
export const membersOf = (name: string, from: SdkPackage = '@aws-sdk/client-sagemaker'): string[] =>
  [...bodyOf(name, from).matchAll(/\n {4}(\w+)\??:/g)].map(([, member = '']) => member);

/** What the documentation says of a parameter, without its markup. */
export function docOf(name: string, member: string, from: SdkPackage = '@aws-sdk/client-sagemaker'): string {
  const body = bodyOf(name, from);
  const end = new RegExp(`\\n {4}${member}\\??:`).exec(body)?.index;
  if (end === undefined) throw new Error(`${from} has no ${name}.${member}`);
  return plain(body.slice(body.lastIndexOf('/**', end), end));
}

/** What the documentation says of a command. */
export const commandDocOf = (command: string, from: SdkPackage): string =>
  plain(read(from, `dist-types/commands/${command}.d.ts`));

const plain = (comment: string): string =>
  comment
    .replace(/<[^>]*>/g, '')
    .replace(/^\s*\*/gm, ' ')
    .replace(/\s+/g, ' ');
