/** The library's door to code: what deploys a choice, and what measures its type. */
export {
  type Behaviour,
  DEPLOYMENT_FORMATS,
  type Deployment,
  type DeploymentFormat,
  EXTRAS,
  type ExtraId,
  type MeasureIt,
  measureIt,
  type ProposedImage,
  renderDeployment,
} from '../../src/deploy/index.ts';
