import { type CollectionTag, Pair, Scalar, type ScalarTag, YAMLMap, type YAMLSeq } from 'yaml';
import { readYaml } from '../../read-yaml.ts';
import { isTooDeep, TOO_DEEP } from '../../text-limits.ts';

// Text to data. CloudFormation's short forms, such as !Ref, become the functions that they stand for. What is wrong is said without
// a word of the text, which may hold secrets.

export type Parsed =
  | { readonly ok: true; readonly value: unknown; readonly twice?: number | null }
  | { readonly ok: false; readonly line: number | null; readonly column?: number | undefined; readonly text: string };

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

/** In characters. Of a longer text that isn't JSON, the line isn't looked for. */
const LINE_TEXT_MAX = 20_000;

/** JSON, or YAML with CloudFormation's short forms. `isJson`: the file's name says so. */
export function parseTemplate(text: string, isJson: boolean): Parsed {
  const source = text.replace(/^\ufeff/, '');
  if (!isJson && !/^\s*[[{]/.test(source)) return parseYaml(source);
  if (isTooDeep(source)) return { ok: false, line: null, text: TOO_DEEP };
  try {
    return { ok: true, value: JSON.parse(source) };
  } catch {
    // Engines quote the text in their message, and seldom say the line. YAML's parser does, and reads JSON as well.
    const yaml = isJson && source.length > LINE_TEXT_MAX ? undefined : parseYaml(source);
    if (yaml?.ok && !isJson) return yaml;
    const { line = null, column } = yaml?.ok === false ? yaml : {};
    return { ok: false, line, column, text: 'not valid JSON. Correct it, or leave it out.' };
  }
}

/** In characters, and CloudFormation takes no larger template. */
const YAML_MAX = 2 ** 20;

const parseYaml = (text: string): Parsed =>
  text.length > YAML_MAX
    ? { ok: false, line: null, text: 'over 1 MB of YAML, and CloudFormation takes no larger template. Split it.' }
    : readYaml(text, { customTags: TAGS, merge: true, lastWins: true });
