import { isMap, isScalar, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { EVENTS } from '../src/slack/ids.ts';
import { declareSteps } from '../src/slack/workflow-steps.ts';

const HEADING = `# As manifest.yml, with the workflow step Recommend an endpoint (WORKFLOW_STEP=true). Slack wants an app with steps to be ready
# for organizations, and installed again (docs.slack.dev/tools/bolt-js/concepts/custom-steps). Made from manifest.yml by the tests.
`;

/** Where the lines of manifest.yml end. */
const LINE_WIDTH = 128;

/** Writes `manifest.workflow.yml` from the text of `manifest.yml`, with its comments. */
export function writeWorkflowManifest(manifest: string): string {
  const document = parseDocument(manifest);
  const settings = mapAt('settings');
  const events = seqAt('settings', 'event_subscriptions', 'bot_events');

  events.add(document.createNode(EVENTS.functionExecuted));
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
