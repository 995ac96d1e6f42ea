import { distance } from './recommender/index.ts';
import { SETTINGS } from './settings.ts';

/** A variable that the bot doesn't read. */
export interface UnknownSetting {
  variable: string;
  text: string;
  /** The bot must not start like this. */
  isFault: boolean;
}

const KNOWN = Object.keys(SETTINGS);

/** So many letters may be wrong, fewer in a short name: PATH is not PORT. */
const LETTERS_WRONG = 2;
const LONG_NAME = 8;

/**
 * What looks like a setting and is none: names that differ from one by a slip, whatever their start, and everything else that
 * starts with SLACK_ or DATABASE_. Only a slip in DATABASE_… is a fault, where what was meant isn't set: the bot would
 * start with another, empty database. The rest may belong to another program (SLACK_API_TOKEN, Kubernetes' DATABASE_PORT).
 * `stated`: the environment without empty variables.
 */
export function findUnknownSettings(stated: Record<string, string | undefined>): UnknownSetting[] {
  const unknown = Object.keys(stated).filter((name) => !KNOWN.includes(name));
  const slips = unknown.flatMap((variable) => {
    const meant = closest(variable);
    if (meant === undefined) return [];
    const isFault = meant.startsWith('DATABASE_') && stated[meant] === undefined;
    const ignored = isFault ? '' : ' It is ignored.';
    return [{ variable, text: `This is not a setting. Did you mean ${meant}?${ignored}`, isFault }];
  });
  const foreign = unknown.filter((name) => /^(SLACK|DATABASE)_/.test(name) && closest(name) === undefined);
  if (foreign.length === 0) return slips;
  const text = `Not among this bot's settings, so ignored. Those are ${KNOWN.join(', ')}.`;
  return [...slips, { variable: foreign.join(', '), text, isFault: false }];
}

function closest(name: string): string | undefined {
  const [best] = KNOWN.map((known) => ({ known, wrong: distance(name.toUpperCase(), known) }))
    .filter(({ known, wrong }) => wrong <= (known.length < LONG_NAME ? LETTERS_WRONG - 1 : LETTERS_WRONG))
    .toSorted((one, other) => one.wrong - other.wrong);
  return best?.known;
}
