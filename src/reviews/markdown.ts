import type { Reason } from '../recommender/index.ts';
import { bullet, md, mdLink } from '../wording/markdown.ts';
import type { Revision } from './record.ts';

type Sourced = Pick<Reason, 'text' | 'source'>;

/** A reason with its source: "The payload is 500 MB ([Inference options](…))." */
export function sentence({ text, source }: Sourced): string {
  if (source === undefined) return withStop(md(text));
  return `${md(text).replace(/\.$/, '')} (${mdLink(source.title, source.url)}).`;
}

/** The same as it goes on after "because". */
export function clause({ text, source }: Sourced): string {
  const words = lowerFirst(text.trim());
  return sentence(source === undefined ? { text: words } : { text: words, source });
}

/** What somebody typed, in quotes, as the end of a sentence. */
export const mdSaid = (text: string): string => withStop(md(`"${text.trim()}"`));

/** With a full stop, unless one or its like stands at the end or in the quotes there. */
export const withStop = (words: string): string => (/[.!?]"?$/.test(words) ? words : `${words}.`);

/** These start a sentence whatever follows; "Serverless Inference" and "Model Monitor" are names. */
const FUNCTION_WORDS =
  /^(?:An?|And|As|At|Because|Both|But|Each|Every|For|From|If|In|It|Its|No|Not|On|One|Only|Our|That|The|There|These|They|This|To|We|What|When|With|Without|You|Your)\b/;
const NAMES = /^(?:Amazon|Slack|Lambda|Llama|Whisper)\b/;
const PLAIN_WORD = /^[A-Z][a-z]+(?:[-'’][a-z]+)*(?![A-Za-z])(?! [A-Z][a-z])/;

/** Names and abbreviations keep their capital. */
function lowerFirst(text: string): string {
  const isPlain = FUNCTION_WORDS.test(text) || (PLAIN_WORD.test(text) && !NAMES.test(text));
  return isPlain ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** A heading with its list; nothing where the list is empty. */
export const listed = (heading: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : ['', heading, '', ...items.map(bullet)];

/** Something by its name, as a link where it has an address. */
export const mdNamed = ({ name, url }: { name: string; url: string | null }): string =>
  url === null ? md(name) : mdLink(name, url);

/** `ct-scan-triage` → `adr-ct-scan-triage.md`. */
export function adrFileName({ latest }: { latest: Pick<Revision, 'recommendation'> }): string {
  const slug = latest.recommendation.workload.name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `adr-${slug === '' ? 'review' : slug}.md`;
}
