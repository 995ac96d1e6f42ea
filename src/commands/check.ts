import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Advisor, openAdvisor } from '../advice/advisor.ts';
import { checkChange, isRefused, toJson } from '../check/check.ts';
import type { Checked } from '../check/checked.ts';
import { compared } from '../check/compare.ts';
import { readDecision } from '../check/decision.ts';
import { fileOf, findFiles, findParameters } from '../check/find-files.ts';
import { otherRegion } from '../check/regions.ts';
import { type FileFault, faultText, type ReadTemplates } from '../check/templates/declared.ts';
import { readTemplates } from '../check/templates/read-templates.ts';
import { writeMarkdown } from '../check/write-markdown.ts';
import { writeText } from '../check/write-text.ts';
import { AWS_REGIONS } from '../recommender/index.ts';
import { inert } from '../terminal/lines.ts';
import { defineCommand, EXIT, type Exit, FLAG, Stop, WrongUsage } from './command.ts';
import { readInput, unusable } from './read-file.ts';

export const command = defineCommand({
  usage: (name) => `Usage: ${name} [--base PATH] [--decision FILE] PATH...
       ${name} [--parameters FILE|KEY=VALUE]... [--region CODE] PATH...
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
  --parameters FILE|KEY=VALUE
                   values for a template's parameters, in CloudFormation's
                   JSON or samconfig.toml, of which samconfig.toml#prod is an
                   environment. May be given several times. Left out, the only
                   such file beside a template is taken
  --region CODE    where the files don't say it. Without it AWS_REGION, the
                   policy's default or us-east-1
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
    parameters: { type: 'string', needs: 'a file or KEY=VALUE', multiple: true },
    region: { type: 'string', needs: 'a Region' },
    policy: { type: 'string', needs: 'a file' },
    prices: { type: 'string', needs: 'a file' },
    json: FLAG,
    markdown: FLAG,
    'warn-only': FLAG,
  },
  async run({ values, words }, { toStdout, toStderr }) {
    if (words.length === 0) throw new WrongUsage('Name a file or a folder.');
    if (values.region !== undefined && !AWS_REGIONS.includes(values.region))
      throw new WrongUsage(`AWS has no Region ${inert(values.region)}. Expected a code, such as us-east-1.`);
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

type Against = Partial<Record<'base' | 'decision' | 'region', string>> & { readonly parameters?: readonly string[] };

/** @throws Stop for a decision, a base or parameters of no use. */
async function checkAll(paths: readonly string[], given: Against, advisor: Advisor): Promise<Checked> {
  const { base: path, decision: file, parameters = [], region: option } = given;
  const { prices } = advisor;
  const { region: policy } = advisor.defaultsIn({});
  // biome-ignore lint/style/noProcessEnv: the Region of AWS's own tools is no setting of the bot.
  const otherwise = otherRegion({ option, environment: process.env['AWS_REGION'], policy });
  const read = await readAll(paths, parameters, otherwise.region);
  stopFor(read.wrong);
  const base =
    path === undefined ? undefined : await readAll([path], await parametersOf(path, parameters), otherwise.region);
  stopFor(base?.faults ?? []);
  const changed = checkChange(read, base, { prices, otherwise });
  if (file === undefined) return changed;
  const decision = readDecision(await readInput(file), prices);
  if (!decision.ok) throw unusable(file, decision.text);
  return compared(changed, decision.decided, prices, advisor.estimate);
}

function stopFor(faults: readonly FileFault[]): void {
  if (faults.length > 0) throw new Stop(faults.map((fault) => inert(faultText(fault))).join('\n'), EXIT.wrongUsage);
}

/** A base has its own files of parameters, at the same place, or the same values. */
async function parametersOf(base: string, parameters: readonly string[]): Promise<string[]> {
  const found = await stat(base).catch(() => undefined);
  const own = (file: string) => (found?.isDirectory() ? join(base, file) : join(dirname(base), basename(file)));
  return parameters.map((file) => (existsSync(fileOf(own(file))) ? own(file) : file));
}

async function readAll(
  paths: readonly string[],
  parameters: readonly string[],
  region: string,
): Promise<ReadTemplates> {
  const found = await findFiles(paths);
  const given = await findParameters(parameters, found.documents);
  stopFor(given.faults);
  const read = readTemplates(found.documents, given, region);
  return { ...read, notes: [...found.notes, ...read.notes], faults: [...found.faults, ...read.faults] };
}
