import { openAdvisor } from '../advice/advisor.ts';
import { check, isRefused } from '../check/check.ts';
import { findFiles } from '../check/find-files.ts';
import { readTemplates } from '../check/templates/read-templates.ts';
import { MAKE_A_PLAN } from '../check/templates/terraform-json.ts';
import { writeText } from '../check/write-text.ts';
import { inert } from '../terminal/lines.ts';
import { defineCommand, EXIT, FLAG, Stop, WrongUsage } from './command.ts';

export const command = defineCommand({
  usage: (name) => `Usage: ${name} [--json] [--warn-only] PATH...

Reads templates before they are deployed, and says of every SageMaker endpoint,
component and transform job what it costs per month and what is wrong with it.
PATH is a file or a folder: CloudFormation and SAM templates, Terraform plans
(terraform show -json), .tf.json files, and cdk.out of AWS CDK; - is standard
input. Nothing is deployed, and AWS isn't asked.

  --policy FILE    your team's rules, defaults and prices
  --json           the result as JSON
  --warn-only      exit 0 whatever is found
  -h, --help       this text
  --version        the version

Exit status: 0 sound; 1 an error, or it differs from the decision; 2 usage
error, or a file that can't be read.
Example: ${name} template.yaml
`,
  options: {
    policy: { type: 'string', needs: 'a file' },
    json: FLAG,
    'warn-only': FLAG,
  },
  async run({ values, words }, { toStdout, toStderr }) {
    if (words.length === 0) throw new WrongUsage('Name a file or a folder.');
    const opened = await openAdvisor(values.policy);
    if (!opened.ok) throw new Stop(opened.text, EXIT.wrongUsage);
    const { advisor } = opened;
    const found = await findFiles(words);
    const read = readTemplates(found.documents);
    const checked = check(
      {
        ...read,
        notes: [...found.notes, ...hclNotes(found.hcl), ...read.notes],
        faults: [...found.faults, ...read.faults],
      },
      { prices: advisor.prices, defaultRegion: advisor.defaultsIn({}).region },
    );
    if (values.json) {
      await toStdout(`${JSON.stringify({ endpoints: checked.endpoints.map(({ line }) => line) })}\n`);
      const told = [
        ...checked.faults.map(({ file, line, text }) => `${file}${line === null ? '' : `, line ${line}`}: ${text}`),
        ...checked.notes,
      ];
      for (const one of told) await toStderr(`${inert(one)}\n`);
    } else await toStdout(writeText(checked));
    if (checked.faults.length > 0) return EXIT.wrongUsage;
    return isRefused(checked) && values['warn-only'] !== true ? EXIT.faults : EXIT.done;
  },
});

/** Terraform's own language isn't read: what it makes depends on providers and state. */
const hclNotes = ([first, ...more]: readonly string[]): string[] =>
  first === undefined
    ? []
    : [`${first}${more.length === 0 ? '' : ` and ${more.length} more`}: .tf files aren't read. ${MAKE_A_PLAN}`];
