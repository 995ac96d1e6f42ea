import { isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { WORKFLOW_EVENTS } from '../src/slack/ids.ts';
import { declareSteps } from '../src/slack/workflow-steps.ts';

const HEADING = `# As manifest.yml, with the workflow step Recommend an endpoint (WORKFLOW_STEP=true) and previews of links to the page
# (UNFURL_DOMAIN, which is also in unfurl_domains below). Slack wants an app with steps to be ready for organizations, and
# installed again (docs.slack.dev/tools/bolt-js/concepts/custom-steps). Made from manifest.yml by the tests.
`;

/** Where the lines of manifest.yml end. */
const LINE_WIDTH = 128;

/** Writes `manifest.workflow.yml` from the text of `manifest.yml`, with its comments. */
export function writeWorkflowManifest(manifest: string): string {
  const document = parseDocument(manifest);
  const features = mapAt('features');
  const settings = mapAt('settings');
  const scopes = seqAt('oauth_config', 'scopes', 'bot');
  const events = seqAt('settings', 'event_subscriptions', 'bot_events');

  features.set('unfurl_domains', ['recommend.example.com']);
  const links = ['links:read', 'links:write'].map((scope) => document.createNode(scope));
  if (links[0]) links[0].commentBefore = ' Previews of links to the page.';
  scopes.items.splice(indexIn(scopes, 'files:write') + 1, 0, ...links);
  for (const event of Object.values(WORKFLOW_EVENTS)) events.add(document.createNode(event));
  events.items.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
  const isReady = settings.items.find(({ key }) => textOf(key) === 'org_deploy_enabled');
  // The comment says what to do with one workspace.
  if (isReady !== undefined && isScalar(isReady.key)) isReady.key.commentBefore = null;
  settings.set('org_deploy_enabled', true);
  settings.set('function_runtime', 'remote');
  document.set('functions', document.createNode(declareSteps()));
  return HEADING + document.toString({ lineWidth: LINE_WIDTH });

  function mapAt(...path: string[]): YAMLMap {
    const found = document.getIn(path);
    if (!isMap(found)) throw new Error(`manifest.yml has no ${path.join('.')}`);
    return found;
  }

  function seqAt(...path: string[]): YAMLSeq {
    const found = document.getIn(path);
    if (!isSeq(found)) throw new Error(`manifest.yml has no list ${path.join('.')}`);
    return found;
  }
}

const textOf = (node: unknown): string => String(isScalar(node) ? node.value : node);

function indexIn(list: YAMLSeq, value: string): number {
  const index = list.items.findIndex((item) => textOf(item) === value);
  if (index < 0) throw new Error(`manifest.yml doesn't have ${value}`);
  return index;
}
