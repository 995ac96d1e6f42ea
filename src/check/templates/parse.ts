import {
  type CollectionTag,
  LineCounter,
  Pair,
  parseDocument,
  Scalar,
  type ScalarTag,
  YAMLMap,
  type YAMLSeq,
} from 'yaml';

// Text to data. CloudFormation's short forms, such as !Ref, become the functions that they stand for. What is wrong is said without
// a word of the text, which may hold secrets.

export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly line: number | null; readonly text: string };

/** Functions with a short form (AWS CloudFormation User Guide, intrinsic function reference, 2026). */
const FUNCTIONS = [
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
];
const TAGS = [
  ...FUNCTIONS.flatMap((name) => tagsOf(name, `Fn::${name}`)),
  ...['Ref', 'Condition'].flatMap((name) => tagsOf(name, name)),
];

function tagsOf(short: string, long: string): (ScalarTag | CollectionTag)[] {
  const called = (argument: unknown) => {
    const map = new YAMLMap();
    map.items.push(new Pair(new Scalar(long), argument));
    return map;
  };
  return [
    { tag: `!${short}`, resolve: (text) => ({ [long]: text }) },
    { tag: `!${short}`, collection: 'seq', resolve: (seq) => called(seq) as unknown as YAMLSeq },
    { tag: `!${short}`, collection: 'map', resolve: (map) => called(map) as unknown as YAMLMap },
  ];
}

/** An alias that is followed more often than this is an attack, or a mistake. */
const ALIASES_MAX = 1000;

/** In characters: of a longer text, keys that occur twice aren't looked for. */
const UNIQUE_KEYS_MAX = 200_000;

/** In characters. CloudFormation takes templates of 1 MB; a larger YAML file is something else. */
const YAML_MAX = 4_000_000;

const trimmed = (text: string): string => text.replace(/^\ufeff/, '');

/** JSON, or YAML with CloudFormation's short forms. `isJson`: the file's name says so. */
export function parseTemplate(text: string, isJson: boolean): Parsed {
  const source = trimmed(text);
  if (!isJson && !/^\s*[[{]/.test(source)) return parseYaml(source);
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch {
    // Engines quote the text in their message, and seldom say the line. YAML's parser does, and reads JSON as well.
    const yaml = source.length > YAML_MAX ? undefined : parseYaml(source);
    if (yaml?.ok === true && !isJson) return yaml;
    return { ok: false, line: yaml?.ok === false ? yaml.line : null, text: 'not valid JSON' };
  }
}

function parseYaml(text: string): Parsed {
  if (text.length > YAML_MAX) return { ok: false, line: null, text: 'over 4 MB, too large for a YAML template' };
  const lineCounter = new LineCounter();
  // Looking for keys that occur twice takes time by the square of their number.
  const uniqueKeys = text.length < UNIQUE_KEYS_MAX;
  const document = parseDocument(text, { customTags: TAGS, lineCounter, logLevel: 'silent', merge: true, uniqueKeys });
  const [broken] = document.errors;
  if (broken) return { ok: false, line: lineCounter.linePos(broken.pos[0]).line, text: 'not valid YAML' };
  try {
    return { ok: true, value: document.toJS({ maxAliasCount: ALIASES_MAX }) };
  } catch {
    return { ok: false, line: null, text: 'not readable: its aliases repeat too much' };
  }
}
