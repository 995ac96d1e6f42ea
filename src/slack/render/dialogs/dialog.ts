import type { InputBlock, KnownBlock, ModalView, PlainTextInput } from '@slack/types';
import {
  formatNumber,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
  optionTitle,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../../../recommender/index.ts';
import type { Refusal } from '../../../reviews/action.ts';
import type { Review } from '../../../reviews/record.ts';
import { joinClauses } from '../../../wording/sentences.ts';
import { withoutBidiControls } from '../../../wording/text.ts';
import { readRecord } from '../../read-record.ts';
import { input, modal, section } from '../blocks.ts';
import { dayWords, escapeWithin, mention, mentionAny, mentionFirst, plain, when } from '../mrkdwn.ts';
import { waitsWords } from '../waits.ts';

interface Dialog {
  callbackId: string;
  title: string;
  submit: string;
  /** Named at the top, so that nobody decides on the wrong one. */
  review: Review;
  /** What the person sees of it. */
  seen?: Omit<DecideMetadata, 'reviewId'>;
  blocks: readonly KnownBlock[];
}

const NAME_MAX = 200;
/** Of a long list. */
const PEOPLE_MAX = 10;

export function buildDialog({ callbackId, title, submit, review, seen, blocks }: Dialog): ModalView {
  const { name } = review.latest.recommendation.workload;
  return modal({
    callback_id: callbackId,
    title,
    submit,
    close: 'Cancel',
    private_metadata: JSON.stringify({ reviewId: review.id, ...seen } satisfies DecideMetadata),
    blocks: [section(`*${escapeWithin(name, NAME_MAX)}*`), ...blocks],
  });
}

/**
 * Replaces a dialog and says why nothing was done. `text`: mrkdwn, with people's words escaped. `values`: of the dialog, so that
 * what was typed can be copied.
 */
export const buildNotDone = (text: string, values: DialogValues = {}): ModalView =>
  modal({ title: 'Nothing was changed', close: 'Close', blocks: [section(text), ...typedBlocks(values)] });

function typedBlocks(values: DialogValues): KnownBlock[] {
  const typed = Object.values(values).flatMap((inputs) =>
    Object.values(inputs).flatMap(({ value }) => withoutBidiControls(value ?? '').trim() || []),
  );
  if (typed.length === 0) return [];
  return [section('*You typed:*'), ...typed.map((text): KnownBlock => ({ type: 'section', text: plain(text) }))];
}

/** The inputs of the dialogs, by block_id. Slack shows an error beside the block that it names. */
export const BLOCKS = {
  concern: 'decide_concern',
  blocking: 'decide_blocking',
  whichConcern: 'decide_which_concern',
  note: 'decide_note',
  option: 'decide_option',
  reason: 'decide_reason',
  /** Where a person is warned of the chosen option: another block, since Slack keeps what was typed into one of the same id. */
  reasonAnyway: 'decide_reason_anyway',
  revisit: 'decide_revisit',
  decider: 'decide_decider',
  date: 'decide_date',
  endpoint: 'decide_endpoint',
  fact: 'decide_fact',
  measured: 'measured_text',
  measuredFiles: 'measured_files',
  measuredType: 'measured_type',
  format: 'code_format',
  extras: 'code_extras',
} as const;

/** The action_id of every input. Each is in a separate block. */
export const INPUT = 'value';

/** Longest concern, note or reason, in characters. */
const WORDS_MAX = 1000;

interface TextInput {
  blockId: string;
  label: string;
  hint?: string | undefined;
  initial?: string | undefined;
  optional?: boolean;
  multiline?: boolean;
  max?: number;
  placeholder?: string | undefined;
}

export function buildTextInput(asked: TextInput): InputBlock {
  const { blockId, label, hint, initial = '', optional = false, max = WORDS_MAX, placeholder } = asked;
  const element: PlainTextInput = {
    type: 'plain_text_input',
    action_id: INPUT,
    multiline: asked.multiline ?? true,
    max_length: max,
    ...(initial !== '' && { initial_value: initial.slice(0, max) }),
    ...(placeholder !== undefined && { placeholder: plain(placeholder) }),
  };
  return input(blockId, label, element, { hint, optional });
}

/** What the person saw, so that a change since then can be noticed. */
export interface DecideMetadata {
  reviewId: string;
  revision?: number;
  concernIds?: readonly number[];
  fields?: readonly WorkloadField[];
  option?: InferenceOptionId;
  /** Of a stored measurement whose instance type it asks for. */
  storedId?: string;
  act?: ConfirmedAct;
}

/** What takes no more than an optional reason. */
const CONFIRMED_ACTS = ['withdraw', 're-open', 're-open-concern', 'withdraw-approval'] as const;
export type ConfirmedAct = (typeof CONFIRMED_ACTS)[number];

/** Reads a dialog's `private_metadata`; null for anything else, such as a dialog of an older version. */
export function decodeDecideMetadata(text: string): DecideMetadata | null {
  const parsed: { [key in keyof DecideMetadata]?: unknown } = readRecord(text);
  const { reviewId, revision, concernIds, storedId } = parsed;
  if (typeof reviewId !== 'string') return null;
  const asked: readonly unknown[] = Array.isArray(parsed.fields) ? parsed.fields : [];
  const fields = asked.flatMap((field) => WORKLOAD_FIELDS.find((known) => known === field) ?? []);
  const option = INFERENCE_OPTIONS.find(({ id }) => id === parsed.option)?.id;
  const act = CONFIRMED_ACTS.find((known) => known === parsed.act);
  return {
    reviewId,
    ...(typeof revision === 'number' && { revision }),
    ...(Array.isArray(concernIds) && { concernIds: concernIds.filter((id) => typeof id === 'number') }),
    ...(fields.length > 0 && { fields }),
    ...(option !== undefined && { option }),
    ...(typeof storedId === 'string' && { storedId }),
    ...(act !== undefined && { act }),
  };
}

export type DialogValues = Record<
  string,
  Record<
    string,
    {
      value?: string | null | undefined;
      selected_option?: { value: string } | null | undefined;
      selected_options?: readonly { value: string }[] | null | undefined;
      selected_user?: string | null | undefined;
      selected_date?: string | null | undefined;
      files?: unknown;
    }
  >
>;

/** Returns what was typed into a block, or ''. */
export const typedIn = (values: DialogValues, blockId: string): string =>
  withoutBidiControls(values[blockId]?.[INPUT]?.value ?? '');

export const chosenIn = (values: DialogValues, blockId: string): string | undefined =>
  values[blockId]?.[INPUT]?.selected_option?.value;

export const tickedIn = (values: DialogValues, blockId: string): string[] =>
  (values[blockId]?.[INPUT]?.selected_options ?? []).map(({ value }) => value);

export const filesIn = (values: DialogValues, blockId: string): unknown => values[blockId]?.[INPUT]?.files;

export const userIn = (values: DialogValues, blockId: string): string | null =>
  values[blockId]?.[INPUT]?.selected_user ?? null;

/** Returns the chosen date, as `2026-11-30`. */
export const dayIn = (values: DialogValues, blockId: string): string | null =>
  values[blockId]?.[INPUT]?.selected_date ?? null;

/** Returns the chosen inference option; undefined for anything else. */
export function optionIn(values: DialogValues, blockId: string): InferenceOptionId | undefined {
  const chosen = chosenIn(values, blockId);
  return INFERENCE_OPTIONS.find(({ id }) => id === chosen)?.id;
}

const WORDS_SHOWN_MAX = 500;

const DEEDS: Readonly<Record<Extract<Refusal, { kind: 'closed' }>['state'], string>> = {
  accepted: 'accepted this review',
  overridden: 'overrode the recommendation',
  withdrawn: 'withdrew this review',
  superseded: 'replaced this review with a new one',
};

function describeKept(until: string | null): string {
  const now = until === null ? 'this decision has changed since' : `this decision is kept until ${dayWords(until)}`;
  return `Somebody was faster: ${now}. Nothing was changed.`;
}

function describeBlocked(refusal: Extract<Refusal, { kind: 'blocked' }>): string {
  const { concerns, isOwn } = refusal;
  const [first] = concerns;
  const isOne = concerns.length === 1;
  const many = isOne ? 'A blocking concern is open.' : `${concerns.length} blocking concerns are open.`;
  const what =
    first === undefined ? '' : ` ${mentionFirst(first.raised.byId)}: ${escapeWithin(first.text, WORDS_SHOWN_MAX)}`;
  const whose = isOwn ? 'you resolve your' : 'the';
  const until = `${whose} ${isOne ? 'concern' : 'concerns'}${isOwn ? '' : isOne ? ' is resolved' : ' are resolved'}`;
  const approved = refusal.approved ?? [];
  const verb = approved.length === 1 ? 'has' : 'have';
  const given = approved.length === 0 ? '' : `${peopleWords(approved, 'and')} ${verb} approved. `;
  return `${many}${what}\n${given}${waitsWords(refusal, until, mentionAny)}`;
}

/** Says why nothing was done: who was first and when, or what is missing. In mrkdwn. */
export function describeRefusal(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'closed': {
      const why = refusal.reason === null ? '.' : `: ${escapeWithin(refusal.reason, WORDS_SHOWN_MAX)}`;
      return `${mentionFirst(refusal.byId)} ${DEEDS[refusal.state]} ${when(refusal.at)}${why}`;
    }
    case 'not-decided':
      return "This review isn't decided yet.";
    case 'open-concerns':
      return 'Somebody raised another concern. Read it first.';
    case 'blocked':
      return describeBlocked(refusal);
    case 'not-resolver': {
      const { by, deciders, concern } = refusal;
      const may = [...by.map(mentionAny), ...(deciders ? ['those who decide this review'] : [])];
      const what = concern.blocking ? 'this blocking concern' : 'this concern';
      return `Only ${joinClauses(may.slice(0, PEOPLE_MAX), 'and')} can resolve ${what}. Write to them in the thread.`;
    }
    case 'not-approver':
      return notAskedWords(refusal.rules);
    case 'own-approval':
      return `You requested this review, so policy "${escapeWithin(refusal.rule, NAME_MAX)}" doesn't count your approval.`;
    case 'unchecked':
      return `I couldn't check whether you're in ${peopleWords(refusal.groups, 'or')}. That takes the scope \`usergroups:read\`. Try again, or have the policy name you.`;
    case 'revisited':
      return describeKept(refusal.revisitOn);
    case 'no-approval':
      return 'You have no approval here to withdraw. Nothing was changed.';
    case 'no-such-concern':
      return 'That concern no longer exists.';
    case 'concern-resolved': {
      const { byId, at, note } = refusal.concern.resolved;
      return `${mentionFirst(byId)} resolved that concern ${when(at)}: ${escapeWithin(note, WORDS_SHOWN_MAX)}`;
    }
    case 'stale':
      return `${mentionFirst(refusal.byId)} saved revision ${refusal.revision} ${when(refusal.at)}. Read it first.`;
    case 'nothing-fits':
      return "No option fits, so there's nothing to accept. You can still choose one and say why.";
    case 'same-option':
      return `${optionTitle(refusal.option)} is the recommendation. Press *Accept* instead.`;
    case 'words-missing':
      return `Enter a ${refusal.what}.`;
    case 'words-too-long':
      return `Use at most ${formatNumber(refusal.max)} characters.`;
    case 'not-a-day':
      return "That isn't a valid date.";
    case 'past-day':
      return 'That date is in the past. Choose today or later.';
    case 'not-an-endpoint':
      return 'Enter the name or the ARN of a SageMaker endpoint or transform job.';
    case 'policy': {
      const rule = `policy "${escapeWithin(refusal.rule, NAME_MAX)}"`;
      if (refusal.overriddenBy.length === 0) return `Nobody can override ${rule}: it names nobody who may.`;
      const people = refusal.overriddenBy.slice(0, PEOPLE_MAX).map(mention);
      return `Only ${joinClauses(people, 'and')} can override ${rule}. Ask them to press *Override policy*.`;
    }
    case 'forbidden':
      return `Policy "${escapeWithin(refusal.rule, NAME_MAX)}" forbids this option. Only a rule that decided the recommendation can be overridden.`;
    case 'no-such-rule':
      return 'That rule of the policy no longer holds for this review.';
    case 'itself':
      return "A review can't replace itself.";
  }
}

function notAskedWords(rules: Extract<Refusal, { kind: 'not-approver' }>['rules']): string {
  if (rules.length === 0) return 'Only those who may decide can accept this review.';
  const asked = rules.map(({ name, from }) => {
    const whom = from?.length === 0 ? 'nobody else now' : from ? peopleWords(from, 'or') : 'those who may decide';
    return `"${escapeWithin(name, NAME_MAX)}" asks ${whom}`;
  });
  return `Your approval isn't asked for: policy ${joinClauses(asked, 'and')}.`;
}

const peopleWords = (ids: readonly string[], word: 'and' | 'or'): string =>
  joinClauses(ids.slice(0, PEOPLE_MAX).map(mentionAny), word);

/** Returns the block_id of the input that a refusal is about, to show it there; undefined for refusals about the review. */
export function blockOf(refusal: Refusal): string | undefined {
  switch (refusal.kind) {
    case 'words-missing':
    case 'words-too-long':
      return { concern: BLOCKS.concern, note: BLOCKS.note, reason: BLOCKS.reason }[refusal.what];
    case 'not-a-day':
    case 'past-day':
      return BLOCKS.date;
    case 'not-an-endpoint':
      return BLOCKS.endpoint;
    default:
      return undefined;
  }
}
