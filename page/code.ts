import type { Recommendation } from 'endpoint-recommender';
import { DEPLOYMENT_FORMATS, type DeploymentFormat, measureIt, renderDeployment } from 'endpoint-recommender/deploy';
import { copyButton, downloadLink, element, section } from './dom.ts';

const TITLES: Readonly<Record<DeploymentFormat, string>> = {
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
  notebook: 'Notebook',
};

/** Chosen once for all answers. */
let chosen: DeploymentFormat = 'cloudformation';

/** The template that deploys an answer, in a format of choice, or the sentence that says why there is none. */
export function codeOf(recommendation: Recommendation): HTMLElement {
  const shown = element('div', { id: 'code' });
  const formats = DEPLOYMENT_FORMATS.map((format) => element('option', { value: format }, TITLES[format]));
  const choice = element('select', { id: 'format' }, ...formats);
  choice.value = chosen;
  const show = () => {
    chosen = choice.value as DeploymentFormat;
    shown.replaceChildren(...writtenIn(recommendation, chosen));
  };
  choice.addEventListener('change', show);
  show();
  return section('Template', element('p', {}, element('label', { for: 'format' }, 'Format'), ' ', choice), shown);
}

function writtenIn(recommendation: Recommendation, format: DeploymentFormat): HTMLElement[] {
  const code = renderDeployment(recommendation, { format });
  if (!code.ok) return [element('p', {}, code.text)];
  const facts = [...code.parameters.map(({ name, why }) => `${name}: ${why}`), ...code.notes];
  const told = facts.length === 0 ? [] : [element('ul', {}, ...facts.map((text) => element('li', {}, text)))];
  return [...told, ...code.files.flatMap(shownFile)];
}

/** What measures the chosen type, where that may change its size. */
export function measuringOf(recommendation: Recommendation): HTMLElement | null {
  const it = measureIt(recommendation);
  if (!it.ok || !it.isAdvised) return null;
  const { command, instanceType, script } = it;
  return section(
    'Measure it',
    element('p', {}, `On one ${instanceType}. Its speed is modelled or unknown until somebody measures it.`),
    ...(command === null
      ? []
      : [element('pre', { tabindex: 0, 'aria-label': 'Command' }, command), copyOf('Copy the command', command)]),
    ...shownFile(script),
  );
}

const copyOf = (label: string, text: string): HTMLElement =>
  element(
    'p',
    { class: 'actions' },
    copyButton(label, () => text),
  );

/** A file to copy or to download, and what is in it. */
function shownFile({ path, content }: { path: string; content: string }): HTMLElement[] {
  return [
    element(
      'p',
      { class: 'actions' },
      copyButton(`Copy ${path}`, () => content),
      downloadLink(path, () => content),
    ),
    element('pre', { tabindex: 0, 'aria-label': path }, content),
  ];
}
