import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { findClauses } from './clauses.ts';
import { describesOther } from './describes-other.ts';
import { isDataset } from './is-dataset.ts';
import { itemize } from './items.ts';
import { moodOf } from './moods.ts';
import { compile, findHits, type Hit } from './patterns.ts';
import { readQuantities } from './read-quantities.ts';
import { readThings } from './read-things.ts';
import { readTimes } from './read-times.ts';
import { readRelative } from './relative.ts';
import { mendTokens } from './spelling.ts';
import type { StatementRow } from './statement-types.ts';
import { NO_STATEMENT, STATEMENTS, VAGUE_REGION, VAGUE_WAIT } from './statements.ts';
import { tokenize } from './tokens.ts';
import type { Reading } from './types.ts';

const INDEX = compile(STATEMENTS);
const NOTHING = compile([[NO_STATEMENT, 'nothing' as const]]);
const VAGUE = compile([[VAGUE_WAIT, 'vague' as const]]);
const VAGUE_PLACE = compile([[VAGUE_REGION, 'vague' as const]]);

export function read(text: string, current?: Partial<Workload>): Reading {
  const tokens = mendTokens(tokenize(text));
  const items = itemize(tokens, text);
  const clauses = findClauses(items, current !== undefined);
  const reading: Reading = { text, tokens, items, clauses, dataset: false, claims: [], doubts: [], understood: [] };
  readStatements(reading);
  dropSharedWords(reading);
  readThings(reading);
  readVagueRegion(reading);
  reading.dataset = isDataset(reading, current ?? {});
  if (current) readRelative(reading, current);
  readTimes(reading);
  readQuantities(reading, current ?? {});
  readVagueWait(reading);
  return reading;
}

function readStatements(reading: Reading): void {
  const { items, clauses, claims, doubts } = reading;
  const nothing = findHits(items, NOTHING);
  const several = items.some(
    ({ kind, text }, at) =>
      kind === 'word' && ['model', 'adapter', 'tenant', 'lora', 'customer'].includes(text) && isPlural(reading, at),
  );
  for (const hit of longest(findHits(items, INDEX))) {
    const { row, from, to } = hit;
    if (nothing.some((other) => other.from < to && from < other.to && other.to - other.from >= to - from)) continue;
    const mood = moodOf(items, hit, clauses);
    if (mood === 'dropped') continue;
    const says = mood === 'denied' ? row.denied : row.says;
    if (says === undefined || describesOther(reading, hit)) continue;
    for (const field of Object.keys(says) as WorkloadField[]) {
      if (field === 'modelInvocationFrequency' && !several) continue;
      if (mood === 'unsure') doubts.push({ field, from, to });
      else
        claims.push({
          field,
          value: says[field] as never,
          from,
          to,
          weight: 1 + 0.05 * (to - from),
          ...(row.hint && mood === 'said' && { hint: true }),
        });
    }
  }
}

const isPlural = ({ items, tokens }: Reading, at: number): boolean =>
  /s$/iu.test(tokens[items[at]?.from ?? 0]?.raw ?? '') ||
  items.slice(Math.max(0, at - 4), at).some(({ quantity }) => quantity?.dimension === 'count' && quantity.value > 1);

/** "EU only" leaves several Regions, as two Regions with "or" between them do. */
function readVagueRegion({ items, claims, doubts }: Reading): void {
  const regions = new Set(claims.flatMap(({ field, value }) => (field === 'region' ? [value] : [])));
  if (regions.size === 0)
    for (const { from, to } of findHits(items, VAGUE_PLACE)) doubts.push({ field: 'region', from, to });
}

/** A stated wait that says "real time" and "4 hours" at once is asked, as is one without a number. */
function readVagueWait({ items, claims, doubts, dataset }: Reading): void {
  if (dataset) return;
  const nothing = findHits(items, NOTHING);
  for (const { from, to } of findHits(items, VAGUE)) {
    if (nothing.some((other) => other.from < to && from < other.to)) continue;
    const stated = claims.findIndex(({ field }) => field === 'responseTimeSeconds');
    const isRealTime = items
      .slice(from, to)
      .some(({ text }) => /^(?:real|realtime|instant\w*|immediate\w*)$/.test(text));
    if (isRealTime && stated >= 0 && (claims[stated]?.value as number) > 60) claims.splice(stated, 1);
    if (!claims.some(({ field }) => field === 'responseTimeSeconds'))
      doubts.push({ field: 'responseTimeSeconds', from, to });
  }
}

/** "400 models, rarely called" is about each of them and not about the traffic. */
function dropSharedWords({ claims }: Reading): void {
  const rare = claims.filter(({ field }) => field === 'modelInvocationFrequency');
  for (let at = claims.length - 1; at >= 0; at -= 1) {
    const claim = claims[at];
    if (claim?.field === 'trafficPattern' && rare.some(({ from, to }) => from < claim.to && claim.from < to))
      claims.splice(at, 1);
  }
}

/** Of hits about the same field that overlap, the longest. */
function longest(hits: readonly Hit<StatementRow>[]): Hit<StatementRow>[] {
  const fieldOf = (hit: Hit<StatementRow>) => Object.keys(hit.row.says)[0];
  return hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other !== hit &&
          fieldOf(other) === fieldOf(hit) &&
          other.from < hit.to &&
          hit.from < other.to &&
          (other.to - other.from > hit.to - hit.from ||
            (other.to - other.from === hit.to - hit.from && other.from < hit.from)),
      ),
  );
}
