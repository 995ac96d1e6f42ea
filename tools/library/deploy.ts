/** The library's door to code: what deploys a choice, and what measures its type. */
export type { Behaviour } from '../../src/deploy/behaviour.ts';
export {
  DEPLOYMENT_FORMATS,
  type Deployment,
  type DeploymentFormat,
  EXTRA_IDS,
  EXTRAS,
  type ExtraId,
  type MeasureIt,
  measureIt,
  renderDeployment,
} from '../../src/deploy/index.ts';
export type { ProposedImage } from '../../src/deploy/template.ts';
