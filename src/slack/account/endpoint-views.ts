import type { KnownBlock, ModalView } from '@slack/types';
import type { EndpointLine } from '../../account/review.ts';
import { endpointWords } from '../../account/write-account.ts';
import { capitalized } from '../../wording/text.ts';
import { ACTIONS, VIEWS } from '../ids.ts';
import { actions, button, input, linesIn, modal, section } from '../render/blocks.ts';
import { buildTextInput } from '../render/dialogs/dialog.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import type { Message } from '../render/message.ts';
import { clip, escapeWithin, plain, reasonLine } from '../render/mrkdwn.ts';

/** An endpoint that was read, and the id under which its measured workload is stored. */
export interface ReadEndpoint {
  readonly line: EndpointLine;
  readonly measuredId: string;
}

const TITLE_MAX = 200;
/** A section takes 3,000 characters; four of them stay under what a message takes. */
const SECTION_MAX = 2900;
const LINE_MAX = 400;

/** Answers `endpoint NAME`: what runs, its cost, what it should be, and a button that opens the form with what was measured. */
export function buildEndpointAnswer({ line, measuredId }: ReadEndpoint): Message {
  const { title, costs, proposal, saving } = endpointWords(line);
  return {
    text: `${escapeWithin(title, TITLE_MAX)}: costs ${costs}. Proposed: ${proposal}. Saving: ${saving}.`,
    blocks: [
      ...endpointSections(line),
      actions('endpoint_actions', [button(ACTIONS.reviewEndpoint, 'Start a review', measuredId, { style: 'primary' })]),
    ],
  };
}

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
    ...linesIn(heading, SECTION_MAX),
    ...listed(
      'Found',
      line.findings.map((finding) => reasonLine(finding)),
    ),
    ...listed(
      'Measured and configured',
      fields.map(({ label, value, from }) => escapeWithin(`${capitalized(label)}: ${value} (${from})`, LINE_MAX)),
    ),
    ...listed(
      'Not known',
      unknown.map((text) => escapeWithin(capitalized(text), LINE_MAX)),
    ),
  ];
}

const listed = (heading: string, lines: readonly string[]): KnownBlock[] =>
  lines.length === 0 ? [] : linesIn([`*${heading}*`, ...lines.map((line) => `• ${line}`)], SECTION_MAX);

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
  return dialogOf(
    metadata,
    [
      ...(choice.length > 1 && first !== undefined
        ? [
            input(CHOICE.block, 'Which one do you want to review?', {
              type: 'static_select',
              action_id: CHOICE.action,
              options: choice,
              initial_option: first,
            }),
          ]
        : []),
      ...shown.flatMap(({ line }, at) => [
        ...(at === 0 ? [] : [{ type: 'divider' as const }]),
        ...endpointSections(line),
      ]),
      ...(rest > 0 ? [section(`… and ${rest} more in the list.`)] : []),
      ...listed(
        'Not used',
        unused.map((text) => escapeWithin(text, LINE_MAX)),
      ),
    ],
    { title: 'What already runs', submit: 'Fill in the form' },
  );
}

/** Says privately that an endpoint is being read, which takes some seconds. */
export const readingWords = (name: string): string => `Reading *${escapeWithin(name, TITLE_MAX)}* from AWS…`;

/** Says why nothing was read, and what works without AWS. In mrkdwn. */
export function notReadWords(why: string): string {
  return `I couldn't read AWS. ${escapeWithin(why, LINE_MAX)} You can paste what the AWS CLI prints: open the form, then press *Start from an endpoint*.`;
}

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
  return dialogOf(
    metadata,
    [
      ...(notice === undefined ? [] : [section(notice)]),
      buildTextInput({ ...line, blockId: ENDPOINT_BLOCKS.name, label: 'Endpoint name', initial: typed.name }),
      buildTextInput({
        ...line,
        blockId: ENDPOINT_BLOCKS.region,
        label: 'AWS Region',
        hint: 'Skip it to look in the Regions that are set up.',
        initial: typed.region,
      }),
      section(
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
    ],
    { submit: 'Read' },
  );
}

export const dialogOf = (
  metadata: string,
  blocks: KnownBlock[],
  { title = 'Start from an endpoint', ...more }: { title?: string; submit?: string } = {},
): ModalView =>
  modal({ callback_id: VIEWS.fromEndpoint, title, close: 'Back', private_metadata: metadata, blocks, ...more });

/** Why AWS wasn't read, over the dialog. In mrkdwn. */
export const notReadInDialog = (why: string): string =>
  `*I couldn't read AWS.* ${escapeWithin(why, SLACK_LIMITS.sectionField)} You can paste JSON instead.`;
