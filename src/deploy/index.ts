import type { Recommendation } from '../recommender/index.ts';
import type { Behaviour } from './behaviour.ts';
import { toYaml } from './cloudformation.ts';
import { type DeploymentRequest, deploymentOf } from './deployment.ts';
import { extrasFault } from './extras.ts';
import { toNotebook } from './notebook.ts';
import type { Parameter, ProposedImage } from './template.ts';
import { inTerraform, toTerraform } from './terraform.ts';
import { snake } from './terraform-expression.ts';

/** The formats that code is written in. */
export const DEPLOYMENT_FORMATS = ['cloudformation', 'terraform', 'notebook'] as const;

export { EXTRA_IDS, EXTRAS, type ExtraId, extrasFault } from './extras.ts';
export { type MeasureIt, measureIt } from './measuring/index.ts';
export type { Behaviour, ProposedImage };

/** A CloudFormation template in YAML, a Terraform module, or a Python file that deploys the former. */
export type DeploymentFormat = (typeof DEPLOYMENT_FORMATS)[number];

/** Files that deploy a choice, or one sentence that says why there are none. */
export type Deployment =
  | {
      readonly ok: true;
      readonly files: readonly { readonly path: string; readonly content: string }[];
      /** What only the team knows and has to enter, as the format calls it. */
      readonly parameters: readonly { readonly name: string; readonly why: string }[];
      /** What the deployer should know and no file says, in sentences. */
      readonly notes: readonly string[];
      /** What each container runs where nothing is entered, and with which environment. */
      readonly images: readonly ProposedImage[];
      readonly behaviour: Behaviour;
    }
  | { readonly ok: false; readonly text: string };

const FORMATS_NAMED = `${DEPLOYMENT_FORMATS.slice(0, -1).join(', ')} or ${DEPLOYMENT_FORMATS.at(-1)}`;

/** Said after "format" to those who ask for what is gone. */
export const FORMER_SDK = 'sdk is now notebook: one Python file that deploys the CloudFormation template';

export const noFormat = (name: string): string =>
  name === 'sdk' ? `The format ${FORMER_SDK}.` : `There is no format ${name}. Choose ${FORMATS_NAMED}.`;

/** Terraform reads every file of this ending in a folder. */
const TERRAFORM_FILE = 'main.tf';

/**
 * The code of a recommendation, or of the option that a team decided for. Pure: the same input gives the same bytes. Never throws:
 * where no option fits, or the format can't express the choice, `ok` is false and `text` says why.
 */
export function renderDeployment(
  recommendation: Recommendation,
  { format, ...request }: DeploymentRequest & { readonly format: DeploymentFormat },
): Deployment {
  const fault = extrasFault(request.with ?? []);
  if (fault !== undefined) return { ok: false, text: fault };
  const wanted = { ...request, isTerraform: format === 'terraform' };
  const deployment = deploymentOf(recommendation, wanted);
  if (!deployment.ok) return deployment;
  const { template, header, slug, notes, images, behaviour, serving } = deployment;
  const asked = Object.entries(template.Parameters).filter(([, { Default }]) => Default === undefined);
  const named = (nameOf: (id: string) => string) =>
    asked.map(([id, { Description }]: [string, Parameter]) => ({ name: nameOf(id), why: Description }));
  switch (format) {
    case 'cloudformation': {
      const files = [{ path: `${slug}.yaml`, content: toYaml(template, header) }];
      return { ok: true, files, parameters: named((id) => id), notes, images, behaviour };
    }
    case 'terraform': {
      const translated = toTerraform(template, { header, name: slug });
      if (!translated.ok) return translated;
      const files = [{ path: TERRAFORM_FILE, content: translated.content }];
      const said = (sentence: string): string => inTerraform(sentence, template);
      const parameters = named(snake).map(({ name, why }) => ({ name, why: said(why) }));
      return { ok: true, files, parameters, notes: [...notes.map(said), ...translated.notes], images, behaviour };
    }
    case 'notebook': {
      const { path, content, parameters } = toNotebook(template, { yaml: toYaml(template, header), slug, serving });
      return { ok: true, files: [{ path, content }], parameters, notes, images, behaviour };
    }
    default:
      return { ok: false, text: noFormat(String(format)) };
  }
}
