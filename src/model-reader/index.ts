import { addressesReader } from '../wording/addresses-reader.ts';
import { weighProposed } from '../wording/combine.ts';
import type { Heard } from '../wording/heard.ts';
import type { Proposed } from '../wording/proposed.ts';
import { readPastedWorkload } from '../wording/read-pasted.ts';
import { parseAnswer, TEXT_MAX } from './ask.ts';
import type { Converse, Conversed } from './converse.ts';
import { modelFaultOf, type WhyUnread } from './model-fault.ts';

// A language model reads words beside the rules: Bedrock's, or a server's. Loaded and asked only where READER_MODEL names one.

interface About {
  /** The Slack channel that it is about. */
  channelId?: string;
  /** It may be a question: asks for its kind, too. */
  asksToo?: boolean;
  /** Milliseconds to wait at most, where that is less than the settings say. */
  limitMs?: number;
}

/** `note`: one line for people that says why there is no answer. `error`: the code of a call that failed. */
export type ModelReading =
  | { ok: true; proposed: Proposed }
  | { ok: false; why: WhyUnread; note: string; error: string | undefined };

export interface ModelReader {
  /** The model and where it is, for people: "eu.amazon.nova-lite-v1:0 in your AWS account". */
  readonly named: string;
  /** Asks the model about a text. Never rejects, and takes no longer than the time limit. */
  read(text: string, about?: About): Promise<ModelReading>;
  /**
   * What rules and model read together; `note` where the rules' result stands as it is. `proposed`: what the model said. Never
   * rejects.
   */
  hear(text: string, byRules: Heard, about?: About): Promise<{ heard: Heard; note?: string; proposed?: Proposed }>;
  /** Closes connections, also those of calls that never returned. */
  close(): void;
}

/** How a call ended, for the metrics. */
export interface ModelCall {
  outcome: 'ok' | WhyUnread;
  /** From the question to the answer. */
  seconds: number;
  inputTokens: number;
  outputTokens: number;
}

export interface ModelReaderSettings {
  readerModel: string | null;
  /** A server that speaks OpenAI's chat completions, up to their path. Null for Bedrock. */
  readerUrl: string | null;
  readerKey: string | null;
  readerModelTimeoutMs: number;
  /** Calls per day (UTC) in this process; 0 for no limit. */
  readerModelDailyCalls: number;
}

interface Parts {
  /** Whether the team's policy forbids the model in a channel. */
  isForbidden?: (channelId: string) => boolean;
  onCall?: (call: ModelCall) => void;
  /** Facts of an answer that the text did not prove. */
  onDropped?: (facts: number) => void;
  /** Milliseconds since 1970. */
  now?: () => number;
}

const open = async (model: string, { readerUrl, readerKey }: ModelReaderSettings): Promise<Converse> =>
  readerUrl === null
    ? (await import('./converse.ts')).openConverse(model)
    : (await import('./chat.ts')).openChat(model, readerUrl, readerKey);

/** The reader that the settings name; undefined where they name none. Loads nothing before the first text. */
export function createModelReader(
  settings: ModelReaderSettings,
  { isForbidden, onCall, onDropped, now = Date.now }: Parts = {},
): ModelReader | undefined {
  const { readerModel: model, readerModelTimeoutMs: limitMs, readerModelDailyCalls: most } = settings;
  if (model === null) return undefined;
  let opened: Promise<Converse> | undefined;
  const spend = createBudget(most, now);

  /** Opens the client with the first text, and anew after a failure to open it. */
  const client = () => {
    opened ??= open(model, settings).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  async function ask(text: string, asksToo: boolean, mostMs: number): Promise<Conversed> {
    const aborting = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Conversed>((resolve) => {
      timer = setTimeout(() => {
        aborting.abort();
        resolve({ ok: false, why: 'timeout', error: 'TimeoutError' });
      }, mostMs);
    });
    const asked = client()
      .then((converse) => converse.ask(text, asksToo, aborting.signal))
      .catch((error: unknown): Conversed => ({ ok: false, ...modelFaultOf(error, aborting.signal.aborted) }));
    try {
      return await Promise.race([asked, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function read(text: string, about: About = {}): Promise<ModelReading> {
    const { channelId, asksToo = false } = about;
    const mostMs = Math.min(limitMs, about.limitMs ?? limitMs);
    const failed = (why: WhyUnread, error?: string): ModelReading => {
      return { ok: false, why, note: noteOn(why, mostMs, settings), error };
    };
    const before = now();
    const told = (outcome: ModelCall['outcome'], tokens = { inputTokens: 0, outputTokens: 0 }) =>
      onCall?.({ outcome, seconds: (now() - before) / 1000, ...tokens });
    const kept = keptFrom(text, channelId);
    if (kept !== undefined) {
      told(kept);
      return failed(kept);
    }
    const conversed = await ask(text, asksToo, mostMs);
    if (!conversed.ok) {
      told(conversed.why);
      return failed(conversed.why, conversed.error);
    }
    const proposed = parseAnswer(conversed.answer);
    told(proposed === undefined ? 'nonsense' : 'ok', conversed);
    return proposed === undefined ? failed('nonsense') : { ok: true, proposed };
  }

  /** Why a text is not sent at all. */
  function keptFrom(text: string, channelId: string | undefined): WhyUnread | undefined {
    if (channelId !== undefined && isForbidden?.(channelId)) return 'forbidden';
    if (text.length > TEXT_MAX) return 'too-long';
    return spend() ? undefined : 'budget';
  }

  return {
    named: `${model} ${settings.readerUrl === null ? 'in your AWS account' : 'on a server that your administrators chose'}`,
    read,
    async hear(text, byRules, about) {
      if (text.trim() === '' || readPastedWorkload(text) !== undefined || addressesReader(text))
        return { heard: byRules };
      const reading = await read(text, about);
      if (!reading.ok) return { heard: byRules, note: reading.note };
      const { heard, dropped, isUsed } = weighProposed(text, byRules, reading.proposed);
      onDropped?.(dropped);
      const why = reading.proposed.facts.length === 0 ? 'empty' : 'nonsense';
      return { heard, proposed: reading.proposed, ...(!isUsed && { note: noteOn(why, limitMs, settings) }) };
    },
    close() {
      opened?.then(
        (converse) => converse.close(),
        () => {},
      );
      opened = undefined;
    },
  };
}

const DAY_MS = 86_400_000;

/** Counts calls per day (UTC), and returns whether one more is within the budget. */
function createBudget(most: number, now: () => number): () => boolean {
  let [day, calls] = [0, 0];
  return () => {
    const today = Math.floor(now() / DAY_MS);
    if (today !== day) [day, calls] = [today, 0];
    calls += 1;
    return most === 0 || calls <= most;
  };
}

const NOTES: Readonly<Record<Exclude<WhyUnread, 'timeout'> | 'empty', string>> = {
  throttled: 'it gets too many requests',
  denied: 'AWS denied access to it',
  'not-enabled': "it isn't enabled in this AWS account",
  'no-schema': 'its server takes no JSON schema',
  budget: "today's calls are used up",
  forbidden: "the team's policy forbids it in this channel",
  empty: 'it found nothing',
  nonsense: "its answer didn't match the text",
  'too-long': 'the text has more than 4,000 characters',
  error: 'the call failed',
};

/** Of a server that READER_URL names. */
const SERVER_NOTES = { denied: 'its server denied access', 'not-enabled': 'its server answered 404, not found' };

/** "Read without the language model: it did not answer in 6 s" */
function noteOn(why: WhyUnread | 'empty', limitMs: number, { readerUrl }: ModelReaderSettings): string {
  const notes = readerUrl === null ? NOTES : { ...NOTES, ...SERVER_NOTES };
  const because = why === 'timeout' ? `it did not answer in ${limitMs / 1000} s` : notes[why];
  return `Read without the language model: ${because}`;
}
