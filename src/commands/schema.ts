import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SchemaName } from '../recommender/index.ts';
import { fileOf, isSchemaName, SCHEMA_NAMES, schemaOf } from '../schemas/index.ts';
import { inert } from '../terminal/lines.ts';
import { writeWhole } from '../write-file.ts';
import { defineCommand, EXIT, Stop, WrongUsage } from './command.ts';
import { noMore } from './read-arguments.ts';

const write = (name: SchemaName): string => `${JSON.stringify(schemaOf(name), null, 2)}\n`;

export const command = defineCommand({
  usage: (name) => `Usage: ${name} NAME
       ${name} --into FOLDER

Prints the JSON Schema (2020-12) of a document. An editor completes and checks a
file whose $schema names it. NAME is one of:

  workload        what recommend reads
  policy          the team's policy, in JSON or YAML
  prices          what you pay
  measurement     what a load test measured, or a row of it
  recommendation  what recommend prints as JSON
  savings         what it prints as JSON of ways to a smaller bill
  account, check  what these commands print as JSON
  review, stats   a line of reviews export, and reviews stats as JSON
  decision        the body of a decision webhook
  export          a line of reviews export

  --into FOLDER   writes all of them, as FOLDER/NAME.schema.json
  -h, --help      this text
  --version       the version

Exit status: 0 printed, 1 not written, 2 usage error.
`,
  options: { into: { type: 'string', needs: 'a folder' } },
  async run({ values: { into }, words: [name, ...more] }, { toStdout }) {
    noMore(more);
    if (into !== undefined) {
      if (name !== undefined) throw new WrongUsage('Use a name or --into, not both.');
      await writeAll(into);
    } else await toStdout(write(named(name)));
    return EXIT.done;
  },
});

/** @throws WrongUsage */
function named(name: string | undefined): SchemaName {
  if (name !== undefined && isSchemaName(name)) return name;
  const known = SCHEMA_NAMES.join(', ');
  throw new WrongUsage(name === undefined ? `Name a schema: ${known}.` : `No schema ${inert(name)}. Known: ${known}.`);
}

/** @throws Stop where a file can't be written. */
async function writeAll(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const name of SCHEMA_NAMES)
      await writeWhole(join(folder, fileOf(name)), (part) => writeFile(part, write(name)));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    throw new Stop(`${folder}: could not be written (${code}).`);
  }
}
