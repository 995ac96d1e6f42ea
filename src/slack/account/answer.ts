import type { KnownBlock, ModalView } from '@slack/types';
import type { EndpointLine } from '../../account/review.ts';
import { endpointWords } from '../../account/write-account.ts';
import { ACTIONS, VIEWS } from '../ids.ts';
import { buildTextInput, buildWords } from '../render/dialogs/dialog.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import { clip, escapeWithin, joinLines, mrkdwn, plain, reasonLine } from '../render/mrkdwn.ts';

/** An endpoint that was read, and the id under which its measured workload is stored. */
export interface ReadEndpoint {
  readonly line: EndpointLine;
  readonly measuredId: string;
}

/** What only one person is told. */
interface PrivateAnswer {
  text: string;
  blocks: KnownBlock[];
}

const TITLE_MAX = 200;
/** A section takes 3,000 characters; four of them stay under what a message takes. */
const SECTION_MAX = 2900;
const LINE_MAX = 400;

/** Answers `endpoint NAME`: what runs, its cost, what it should be, and a button that opens the form with what was measured. */
export function buildEndpointAnswer({ line, measuredId }: ReadEndpoint): PrivateAnswer {
  const { title, costs, proposal, saving } = endpointWords(line);
  return {
    text: `${escapeWithin(title, TITLE_MAX)}: costs ${costs}. Proposed: ${proposal}. Saving: ${saving}.`,
    blocks: [
      ...endpointSections(line),
      {
        type: 'actions',
        block_id: 'endpoint_actions',
        elements: [
          {
            type: 'button',
            action_id: ACTIONS.reviewEndpoint,
            text: plain('Start a review'),
            style: 'primary',
            value: measuredId,
          },
        ],
      },
    ],
  };
}

/** What was read of an endpoint, as sections for a message or a modal. */
function endpointSections(line: EndpointLine): KnownBlock[] {
  const { title, runs, costs, proposal, reason, saving, fields, unknown } = endpointWords(line);
  const labelled = (label: string, text: string) => `*${label}:* ${escapeWithin(text, LINE_MAX)}`;
  const heading = [
    `*${escapeWithin(title, TITLE_MAX)}*`,
    labelled('Runs', runs),
    labelled('Costs', costs),
    labelled('Proposed', proposal),
    ...(reason === null ? [] : [labelled('Why', reason)]),
    labelled('Saving', saving),
  ];
  return [
    section(heading),
    ...listed('Found', line.findings.map(reasonLine)),
    ...listed(
      'Measured and configured',
      fields.map(({ label, value, from }) => escapeWithin(`${capital(label)}: ${value} (${from})`, LINE_MAX)),
    ),
    ...listed(
      'Not known',
      unknown.map((text) => escapeWithin(capital(text), LINE_MAX)),
    ),
  ];
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

function listed(heading: string, lines: readonly string[]): KnownBlock[] {
  return lines.length === 0 ? [] : [section([`*${heading}*`, ...lines.map((line) => `• ${line}`)])];
}

const section = (lines: readonly string[]): KnownBlock => ({
  type: 'section',
  text: mrkdwn(joinLines(lines, SECTION_MAX)),
});

/** The choice among several pasted endpoints. */
export const CHOICE = { block: 'measured_choice', action: 'value' } as const;

/** Endpoints shown whole. More fit into the list to choose from, and the terminal shows all. */
const SHOWN_MAX = 5;

/**
 * Shows in place of the dialog what was read. Its submission fills the form that is under it. `unused`: pasted metrics that
 * belong to none of the endpoints.
 */
export function buildEndpointRead(
  read: readonly ReadEndpoint[],
  metadata: string,
  unused: readonly string[],
): ModalView {
  const shown = read.slice(0, SHOWN_MAX);
  const rest = read.length - shown.length;
  const choice = read.slice(0, SLACK_LIMITS.options.select).map(({ line, measuredId }) => ({
    text: plain(endpointWords(line).title, SLACK_LIMITS.option.text),
    value: measuredId,
  }));
  const [first] = choice;
  return {
    ...dialogOf(metadata, [
      ...(choice.length > 1 && first !== undefined
        ? [
            {
              type: 'input' as const,
              block_id: CHOICE.block,
              label: plain('Which one do you want to review?'),
              element: {
                type: 'static_select' as const,
                action_id: CHOICE.action,
                options: choice,
                initial_option: first,
              },
            },
          ]
        : []),
      ...shown.flatMap(({ line }, at) => [
        ...(at === 0 ? [] : [{ type: 'divider' as const }]),
        ...endpointSections(line),
      ]),
      ...(rest > 0 ? [section([`… and ${rest} more in the list.`])] : []),
      ...listed(
        'Not used',
        unused.map((text) => escapeWithin(text, LINE_MAX)),
      ),
    ]),
    title: plain('What already runs', SLACK_LIMITS.view.title),
    submit: plain('Fill in the form', SLACK_LIMITS.view.submit),
  };
}

/** Says privately that an endpoint is being read, which takes some seconds. */
export const readingWords = (name: string): string => `Reading *${escapeWithin(name, TITLE_MAX)}* from AWS…`;

/** Says why nothing was read, and what works without AWS. In mrkdwn. */
export function notReadWords(why: string): string {
  return `I couldn't read AWS. ${escapeWithin(why, LINE_MAX)} You can paste what the AWS CLI prints: open the form, then press *Start from an endpoint*.`;
}

/** Clips a text for an error beside an input. */
export const besideInput = (text: string): string => clip(text, LINE_MAX);

/** Slack takes 3,000 characters in an input, so a longer paste goes on in the next one. */
export const PASTES = ['endpoint_json_1', 'endpoint_json_2', 'endpoint_json_3', 'endpoint_json_4'] as const;
/** The inputs of the dialog, by block_id. */
export const ENDPOINT_BLOCKS = { name: 'endpoint_name', region: 'endpoint_region', pasted: PASTES } as const;

export interface Typed {
  name: string;
  region: string;
  pasted: readonly string[];
}

const NOTHING_TYPED: Typed = { name: '', region: '', pasted: [] };

/** The dialog. `notice`: why nothing was read, in mrkdwn. */
export function buildFromEndpoint(metadata: string, typed: Typed = NOTHING_TYPED, notice?: string): ModalView {
  const line = { optional: true, multiline: false, max: 63 };
  return {
    ...dialogOf(metadata, [
      ...(notice === undefined ? [] : [buildWords(notice)]),
      buildTextInput({ ...line, blockId: ENDPOINT_BLOCKS.name, label: 'Endpoint name', initial: typed.name }),
      buildTextInput({
        ...line,
        blockId: ENDPOINT_BLOCKS.region,
        label: 'AWS Region',
        hint: 'Skip it to look in the Regions that are set up.',
        initial: typed.region,
      }),
      buildWords(
        '*No access to AWS?* Paste what these print, in any order: `aws sagemaker describe-endpoint-config`, `aws sagemaker describe-endpoint`, `aws cloudwatch get-metric-data`.',
      ),
      ...PASTES.map((blockId, at) =>
        buildTextInput({
          blockId,
          label: at === 0 ? 'JSON' : `JSON, continued (${at + 1} of ${PASTES.length})`,
          ...(at === 0 && { hint: 'Longer than 3,000 characters? Go on in the next field, at any character.' }),
          optional: true,
          max: SLACK_LIMITS.input.plainText,
          initial: typed.pasted[at] ?? '',
        }),
      ),
    ]),
    submit: plain('Read', SLACK_LIMITS.view.submit),
  };
}

export function dialogOf(metadata: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: VIEWS.fromEndpoint,
    title: plain('Start from an endpoint', SLACK_LIMITS.view.title),
    close: plain('Back', SLACK_LIMITS.view.close),
    private_metadata: metadata,
    blocks,
  };
}

/** Why AWS wasn't read, over the dialog. In mrkdwn. */
export const notReadInDialog = (why: string): string =>
  `*I couldn't read AWS.* ${escapeWithin(why, SLACK_LIMITS.sectionField)} You can paste JSON instead.`;
