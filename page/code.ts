import type { Recommendation } from 'endpoint-recommender';
import {
  DEPLOYMENT_FORMATS,
  type DeploymentFormat,
  EXTRA_IDS,
  EXTRAS,
  type ExtraId,
  measureIt,
  renderDeployment,
} from 'endpoint-recommender/deploy';
import { copyButton, downloadLink, element, section } from './dom.ts';

const TITLES: Readonly<Record<DeploymentFormat, string>> = {
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
  notebook: 'Notebook',
};

/** Chosen once for all answers. */
let chosen: DeploymentFormat = 'cloudformation';
let extras: readonly ExtraId[] = [];

/** The template that deploys an answer, in a format of choice, or the sentence that says why there is none. */
export function codeOf(recommendation: Recommendation): HTMLElement {
  const shown = element('div', { id: 'code' });
  const formats = DEPLOYMENT_FORMATS.map((format) => element('option', { value: format }, TITLES[format]));
  const choice = element('select', { id: 'format' }, ...formats);
  choice.value = chosen;
  const boxes = EXTRA_IDS.map((id) => {
    const box = element('input', { type: 'checkbox', id: `with-${id}`, value: id });
    box.checked = extras.includes(id);
    return box;
  });
  const show = () => {
    chosen = choice.value as DeploymentFormat;
    extras = EXTRA_IDS.filter((_, at) => boxes[at]?.checked);
    shown.replaceChildren(...writtenIn(recommendation, chosen));
  };
  for (const control of [choice, ...boxes]) control.addEventListener('change', show);
  show();
  return section(
    'Template',
    element('p', {}, element('label', { for: 'format' }, 'Format'), ' ', choice),
    element('fieldset', { class: 'screen' }, element('legend', {}, 'With'), ...boxes.flatMap(labelled)),
    shown,
  );
}

const labelled = (box: HTMLInputElement): HTMLElement => {
  const { title, what } = EXTRAS[box.value as ExtraId];
  return element('label', {}, box, `${title}: ${what}`);
};

function writtenIn(recommendation: Recommendation, format: DeploymentFormat): HTMLElement[] {
  const code = renderDeployment(recommendation, { format, with: extras });
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
