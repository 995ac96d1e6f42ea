import type { Selectable } from 'kysely';
import { isJson } from '../../local-workspace/json.ts';
import type { ReviewTables } from '../../src/reviews/tables.ts';
import { VIEWS } from '../../src/slack/ids.ts';
import { BLOCKS, INPUT } from '../../src/slack/render/dialogs/dialog.ts';
import type { Database } from './seeds.ts';
import { teamOf } from './team-of.ts';

/** What was submitted, and the review as it stands afterwards. */
interface Submitted {
  review: Selectable<ReviewTables['reviews']>;
  concerns: readonly Selectable<ReviewTables['review_concerns']>[];
  /** The formats of the code that this view posts. */
  codes: readonly string[];
  /** What stands in an input of a dialog. */
  state: (block: string) => Record<string, unknown>;
  typed: (block: string) => string;
  view: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** What the record says once each of them was taken. */
const SAYS: Readonly<Record<string, (submitted: Submitted) => boolean>> = {
  [VIEWS.workload]: ({ review, view, metadata }) => {
    const name = at(view, 'state', 'values', 'question_name', 'form_name', 'value');
    const isNamed = name === undefined || onOneLine(review.name) === onOneLine(name);
    return isNamed && (metadata['supersedes'] === undefined || review.supersedes === metadata['supersedes']);
  },
  [VIEWS.raiseConcern]: ({ concerns, typed }) => concerns.some(({ text }) => text === typed(BLOCKS.concern)),
  [VIEWS.resolveConcern]: ({ concerns, state, typed }) => {
    const chosen = Number(at(state(BLOCKS.whichConcern), 'selected_option', 'value'));
    return concerns.some(({ id, note }) => id === chosen && note === typed(BLOCKS.note));
  },
  [VIEWS.accept]: ({ review }) => review.state === 'accepted',
  [VIEWS.override]: ({ review, state }) =>
    review.state === 'overridden' &&
    at(JSON.parse(review.decision ?? '{}'), 'option') === at(state(BLOCKS.option), 'selected_option', 'value'),
  [VIEWS.overridePolicy]: ({ review, metadata }) => review.revision > Number(metadata['revision']),
  [VIEWS.answerSize]: ({ review, metadata }) => review.revision > Number(metadata['revision']),
  [VIEWS.withdraw]: ({ review }) => review.state === 'withdrawn',
  [VIEWS.reopen]: ({ review }) => review.state === 'proposed',
  [VIEWS.decider]: ({ review, state }) =>
    review.decider_id === (state(BLOCKS.decider)['selected_user'] ?? null) &&
    review.decide_by === (state(BLOCKS.date)['selected_date'] ?? null),
  // Every fuzzed view has the same ID, and one view posts one code: the first format stands.
  [VIEWS.getCode]: ({ codes }) => codes.length > 0,
  [VIEWS.endpoint]: ({ review, typed }) => (review.endpoint ?? '') === typed(BLOCKS.endpoint),
};

/**
 * Whether the record has what was submitted, for the team whose person submitted it. A form that closes without a word
 * tells the person that it was.
 */
export async function isInRecord(db: Database, body: Record<string, unknown>): Promise<boolean> {
  const view = isJson(body['view']) ? body['view'] : {};
  const metadata = parse(String(view['private_metadata']));
  const says = SAYS[String(view['callback_id'])];
  if (!isJson(metadata) || says === undefined) return false;
  const id = String(metadata['reviewId'] ?? metadata['draftId']);
  const [review, concerns, jobs] = await Promise.all([
    db
      .selectFrom('reviews')
      .selectAll()
      .where('id', '=', id)
      .where('team_id', '=', String(teamOf(body)))
      .executeTakeFirst(),
    db.selectFrom('review_concerns').selectAll().where('review_id', '=', id).execute(),
    db
      .selectFrom('slack_outbox')
      .select('asked_words')
      .where('review_id', '=', id)
      .where('kind', '=', 'code')
      .where('asked_event', '=', String(view['id']))
      .execute(),
  ]);
  if (review === undefined) return false;
  const state = (block: string) => {
    const found = at(view, 'state', 'values', block, INPUT);
    return isJson(found) ? found : {};
  };
  const typed = (block: string) => cleaned(state(block)['value']);
  const codes = jobs.map(({ asked_words: format }) => format ?? '');
  return says({ review, concerns, codes, state, typed, view, metadata });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isJson(inner) ? inner[key] : undefined), value);
}

/** A name is kept on one line, without control characters; how many spaces stand for them doesn't matter. */
const onOneLine = (name: unknown): string =>
  cleaned(String(name ?? '').replace(/[\p{Cc}\s]+/gu, ' ')).replace(/ +/g, ' ');

/** As it is kept: no database takes half a character. */
function cleaned(typed: unknown): string {
  const text = String(typed ?? '')
    .replaceAll('\0', '')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
  return Buffer.from(text).toString();
}
