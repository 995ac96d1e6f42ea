import type { StatementRow } from './statement-types.ts';
import { MODEL_STATEMENTS } from './statements-of-models.ts';
import { NEED_STATEMENTS } from './statements-of-needs.ts';
import { TRAFFIC_STATEMENTS } from './statements-of-traffic.ts';

/** One line for each fact. Add a phrase to a line. Words are in their stem; ` ; ` stands between phrases. */
export const STATEMENTS: readonly (readonly [phrases: string, row: StatementRow])[] = [
  ...TRAFFIC_STATEMENTS,
  ...NEED_STATEMENTS,
  ...MODEL_STATEMENTS,
].map(([says, phrases, denied]) => [
  phrases,
  { says, ...(denied === 'hint' ? { hint: true as const } : denied && { denied }) },
]);

/** Phrases that no fact is read from, though words of them would state one elsewhere. */
export const NO_STATEMENT = `
  batch #count ; we batch request|them|call ; batch request|requests|them|call ; already batch ; batch size|norm|normalization ; mini batch ; batch of request|requests|20 ; batch_size ;
  micro|dynamic batch* ; batching ; real time inference|endpoint|option|hosting ;
  marketplace app|place|seller|sellers|website|site
`;

/** Wishes that name no number: how long a caller may wait has to be asked. */
export const VAGUE_WAIT = `
  realtime ; real time ; realtimeish ; near real time ; instant|instantly|instantaneous ; immediate|immediately ;
  fast|quick|quickly|snappy|responsive enough? ; asap ; interactive ; feel like|natural|smooth|live ; no lag ;
  low latency ; not .. fast ; latency sensitive|critical ; as soon as possible ; without delay ;
  latency matter|matters ; latency is|are .. critical|important|key|crucial|vital|everything ; slow is|ok|fine
`;

/** Places that are larger than a Region: which one has to be asked. */
export const VAGUE_REGION = `
  eu|europe|us|usa|emea|apac|asia only|region|residency ;
  stay|remain|kept|hosted|live|must in|inside|within the? eu|europe|us|usa ; gdpr ; data residency|sovereignty ;
  within the? eu|europe ; legal has not answered|decided
`;
