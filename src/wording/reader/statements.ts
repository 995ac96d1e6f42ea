import type { StatementRow } from './statement-types.ts';
import { MODEL_STATEMENTS } from './statements-of-models.ts';
import { NEED_STATEMENTS } from './statements-of-needs.ts';
import { SERVICE_STATEMENTS } from './statements-of-service.ts';
import { TRAFFIC_STATEMENTS } from './statements-of-traffic.ts';

/** One line for each fact. Add a phrase to a line. Words are in their stem; ` ; ` stands between phrases. */
export const STATEMENTS: readonly (readonly [phrases: string, row: StatementRow])[] = [
  ...TRAFFIC_STATEMENTS,
  ...NEED_STATEMENTS,
  ...SERVICE_STATEMENTS,
  ...MODEL_STATEMENTS,
].map(([says, phrases, denied]) => [
  phrases,
  { says, ...(denied === 'hint' ? { hint: true as const } : denied && { denied }) },
]);

/** Phrases that no fact is read from, though words of them would state one elsewhere. */
export const NO_STATEMENT = `
  batch #count ; batch of #count ; cuda #count ; cuda version|lib|differ|toolkit|driver ; we batch request|them|call ; batch request|requests|them|call ; already batch ; batch size|norm|normalization ; mini batch ; batch of request|requests|20 ; batch_size ;
  micro|dynamic batch* ; batching ; real time inference|endpoint|option|hosting ;
  marketplace app|place|seller|sellers|website|site ;
  gpu quota|limit|price|pricing|cost|budget|shortage|team|cluster ; quota for|of gpu ;
  kafka|kinesis|spark|flink|video|music|movie|data|event|live|sensor|log|click|rtsp|twitch|game|camera|telemetry|message|film|tv stream*|streaming ;
  stream|streaming service|platform|app|job|subscriber|provider|site|company|pipeline|process*|ingest*|data|event|customer|user|tv|box|catalog*|title|content|room|quality|media|giant|startup|analytics|etl ;
  stream of ; stream from ; from a|the|our|an ..? stream ; stream feed* ; ha ha ; haha ;
  traffic|load|request|call|volume|usage|demand|rate|rps|activity .. zero|0|nothing ;
  load|class|well|un|evenly balanced ; balanced class|dataset|data|label|accuracy|set|tree|sample|forest|scorecard|training ;
  predict*|find*|forecast*|compare* .. cheap* ; cheap|cheapest|fastest|lowest|low flight|fare|hotel|ticket|offer|supplier|route|deal|tariff|electricity|seat|growing|path|lap ;
  merged .. lora|adapter ; adapter for|to the|a|our message|api|bus|usb|legacy|hardware ; power|usb|network|ac|wall|bus|charger adapter ;
  share* .. registry|account|repo ; shipping|cargo|sea|storage|food|glass|plastic|waste container ;
  supply|cold|retail|shop|hotel|pizza|grocery|store|restaurant|pharmacy|supermarket|food|coffee|cinema|gym|value|fashion|bakery|burger|crematorium chain ;
  rare|rarely|seldom seen|disease|occurring|event|earth|defect|word|bird|species
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
  within the? eu|europe ; legal has not answered|decided ; somewhere|anywhere in ..? eu|europe|us|usa|asia|america ;
  eu|european region|data|soil|datacenter|based ; stay|leave|in|inside|within|hosted canada|japan|australia|india|asia|america ;
  north america ; which region ; region tbd|open|undecided|unclear|unknown
`;
