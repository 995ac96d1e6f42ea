import { type Advisor, openAdvisor } from '../advice/advisor.ts';
import { checkChange, isRefused, toJson } from '../check/check.ts';
import type { Checked } from '../check/checked.ts';
import { compared } from '../check/compare.ts';
import { readDecision } from '../check/decision.ts';
import { findFiles } from '../check/find-files.ts';
import { faultText, type ReadTemplates } from '../check/templates/declared.ts';
import { readTemplates } from '../check/templates/read-templates.ts';
import { writeMarkdown } from '../check/write-markdown.ts';
import { writeText } from '../check/write-text.ts';
import { inert } from '../terminal/lines.ts';
import { defineCommand, EXIT, type Exit, FLAG, Stop, WrongUsage } from './command.ts';
import { readInput, unusable } from './read-file.ts';

export const command = defineCommand({
  usage: (name) => `Usage: ${name} [--base PATH] [--decision FILE] PATH...
       ${name} [--json|--markdown] [--warn-only] PATH...

Reads templates before they are deployed, and says of every SageMaker endpoint,
component and transform job what it costs per month and what is wrong with it.
PATH is a file or a folder: CloudFormation and SAM templates, Terraform's .tf and
.tf.json files and plans (terraform show -json), and cdk.out of AWS CDK; - is
standard input. Nothing is deployed, and AWS isn't asked.

  --base PATH      the same before the change; adds the change in cost. A
                   Terraform plan has its own.
  --decision FILE  what was decided: the JSON of recommend --json, a webhook's
                   body, or a review from reviews export
  --policy FILE    your team's rules, default Region and prices
  --prices FILE    what you pay; comes before the prices of the policy
  --json           the result as JSON
  --markdown       a comment for a pull request, at most 60 lines
  --warn-only      exit 0 whatever is found
  -h, --help       this text
  --version        the version

Exit status: 0 sound; 1 an error, or it differs from the decision; 2 usage
error, or a file that can't be read.
Example: ${name} --base ../main/template.yaml template.yaml
`,
  options: {
    base: { type: 'string', needs: 'a file or a folder' },
    decision: { type: 'string', needs: 'a file' },
    policy: { type: 'string', needs: 'a file' },
    prices: { type: 'string', needs: 'a file' },
    json: FLAG,
    markdown: FLAG,
    'warn-only': FLAG,
  },
  async run({ values, words }, { toStdout, toStderr }) {
    if (words.length === 0) throw new WrongUsage('Name a file or a folder.');
    if (values.json && values.markdown) throw new WrongUsage('Use --json or --markdown, not both.');
    const opened = await openAdvisor(values.policy, { pricesFile: values.prices });
    if (!opened.ok) throw new Stop(opened.text, EXIT.wrongUsage);
    const { advisor } = opened;
    const checked = await checkAll(words, values, advisor);
    if (values.json) {
      await toStdout(`${JSON.stringify(toJson(checked))}\n`);
      for (const told of [...checked.faults.map(faultText), ...checked.notes]) await toStderr(`${inert(told)}\n`);
    } else await toStdout(values.markdown ? writeMarkdown(checked) : writeText(checked));
    return exitOf(checked, values['warn-only'] === true);
  },
});

const exitOf = (checked: Checked, isWarnOnly: boolean): Exit => {
  if (checked.faults.length > 0) return EXIT.wrongUsage;
  return isRefused(checked) && !isWarnOnly ? EXIT.faults : EXIT.done;
};

/** @throws Stop for a decision or a base of no use. */
async function checkAll(
  paths: readonly string[],
  { base, decision: file }: { readonly base?: string; readonly decision?: string },
  advisor: Advisor,
): Promise<Checked> {
  const { prices } = advisor;
  const parts = { prices, defaultRegion: advisor.defaultsIn({}).region };
  const read = await readAll(paths);
  const changed = checkChange(read, base === undefined ? undefined : await readBase(base), parts);
  if (file === undefined) return changed;
  const decision = readDecision(await readInput(file), prices);
  if (!decision.ok) throw unusable(file, decision.text);
  return compared(changed, decision.decided, prices, advisor.estimate);
}

async function readBase(path: string): Promise<ReadTemplates> {
  const read = await readAll([path]);
  if (read.faults.length > 0) throw new Stop(read.faults.map(faultText).join('\n'), EXIT.wrongUsage);
  return read;
}

async function readAll(paths: readonly string[]): Promise<ReadTemplates> {
  const found = await findFiles(paths);
  const read = readTemplates(found.documents);
  return { ...read, notes: [...found.notes, ...read.notes], faults: [...found.faults, ...read.faults] };
}
