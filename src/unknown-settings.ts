import { distance } from './recommender/index.ts';
import { SETTINGS } from './settings.ts';

/** A variable that looks like a setting and isn't one. */
interface UnknownSetting {
  variable: string;
  text: string;
  /** Whether it keeps the bot from starting. */
  isFault: boolean;
}

const KNOWN = Object.keys(SETTINGS);
/** Read by AWS's SDK. */
const AWS_OWN = ['AWS_REGION'];

/** Wrong letters allowed. One less in a short name: PATH is not PORT. */
const LETTERS_WRONG = 2;
const LONG_NAME = 8;

/**
 * Finds misspelled settings, and anything else that starts with SLACK_ or DATABASE_. A misspelled DATABASE_… is a fault if the
 * setting itself isn't set: the bot would start with an empty database. Others may belong to another program, such as
 * SLACK_API_TOKEN or Kubernetes' DATABASE_PORT. `stated` is the environment without empty variables.
 */
export function findUnknownSettings(stated: Record<string, string | undefined>): UnknownSetting[] {
  const unknown = Object.keys(stated).filter((name) => !KNOWN.includes(name) && !AWS_OWN.includes(name));
  const slips = unknown.flatMap((variable) => {
    const meant = closest(variable);
    if (meant === undefined) return [];
    const isFault = meant.startsWith('DATABASE_') && stated[meant] === undefined;
    const ignored = isFault ? '' : ' Ignoring it.';
    return [{ variable, text: `Unknown setting. Did you mean ${meant}?${ignored}`, isFault }];
  });
  const foreign = unknown.filter((name) => /^(SLACK|DATABASE)_/.test(name) && closest(name) === undefined);
  if (foreign.length === 0) return slips;
  const text = `Ignoring unknown settings. Known: ${KNOWN.join(', ')}.`;
  return [...slips, { variable: foreign.join(', '), text, isFault: false }];
}

function closest(name: string): string | undefined {
  const [best] = KNOWN.map((known) => ({ known, wrong: distance(name.toUpperCase(), known) }))
    .filter(({ known, wrong }) => wrong <= (known.length < LONG_NAME ? LETTERS_WRONG - 1 : LETTERS_WRONG))
    .toSorted((one, other) => one.wrong - other.wrong);
  return best?.known;
}
