import { NO_VALUE, type Resource, type Template, type Value } from './template.ts';

// What a template has only where it is asked for, so that the rest stays short enough to be read.

interface Extra {
  /** In a dialog. */
  readonly title: string;
  /** What it adds, after "with". */
  readonly what: string;
  /** Without it they stand at nothing, and what hangs on them isn't written. */
  readonly parameters: readonly string[];
}

/** One entry for each: surfaces show and take what stands here. */
export const EXTRAS = {
  kms: {
    title: 'KMS key',
    what: 'a parameter for your KMS key, which encrypts all that takes one',
    parameters: ['KmsKeyArn'],
  },
  tags: {
    title: 'Tags',
    what: 'tags with owner, review and expiry',
    parameters: ['Owner', 'ReviewUrl', 'Expiry'],
  },
  'own-role': {
    title: 'Own role',
    what: 'a parameter for an execution role that exists already',
    parameters: ['ExecutionRoleArn'],
  },
  'training-plan': {
    title: 'Training plan',
    what: 'a parameter for a training plan that reserves the type, where AWS reserves it',
    parameters: ['TrainingPlanArn'],
  },
} as const satisfies Readonly<Record<string, Extra>>;

export type ExtraId = keyof typeof EXTRAS;

/** In the order in which they are listed. */
export const EXTRA_IDS = Object.keys(EXTRAS) as [ExtraId, ...ExtraId[]];

/** The template with these extras alone. `kept`: parameters that stay all the same. */
export function withExtras(template: Template, wanted: readonly ExtraId[], kept: readonly string[]): Template {
  const unwanted = EXTRA_IDS.filter((id) => !wanted.includes(id)).flatMap((id): string[] => [...EXTRAS[id].parameters]);
  return new Reduction(unwanted.filter((name) => !kept.includes(name))).of(template);
}

/** A template in which parameters stand at nothing: they go, and what they decide is decided. */
class Reduction {
  readonly #gone: ReadonlySet<string>;
  readonly #decided = new Map<string, boolean>();

  constructor(gone: readonly string[]) {
    this.#gone = new Set(gone);
  }

  of(template: Template): Template {
    const conditions = entriesOf(template.Conditions).flatMap(([id, condition]) => {
      const value = this.#reduced(condition);
      if (typeof value !== 'boolean') return [[id, value] as const];
      this.#decided.set(id, value);
      return [];
    });
    return {
      ...template,
      Parameters: Object.fromEntries(entriesOf(template.Parameters).filter(([name]) => !this.#gone.has(name))),
      Conditions: Object.fromEntries(conditions),
      Resources: Object.fromEntries(entriesOf(template.Resources).map(([id, body]) => [id, this.#resource(body)])),
    };
  }

  /** Conditions that are decided are those by which it is there. */
  #resource({ Condition, Properties, ...rest }: Resource): Resource {
    const isOpen = Condition !== undefined && !this.#decided.has(Condition);
    return { ...rest, ...(isOpen && { Condition }), Properties: this.#fields(Properties) };
  }

  #fields(fields: Readonly<Record<string, Value>>): Record<string, Value> {
    const reduced = entriesOf(fields).map(([key, value]) => [key, this.#reduced(value)] as const);
    return Object.fromEntries(reduced.filter(([, value]) => value !== NO_VALUE));
  }

  #reduced(value: Value): Value {
    if (typeof value !== 'object' || value === NO_VALUE) return value;
    if (isList(value)) {
      const items = value.map((item) => this.#reduced(item)).filter((item) => item !== NO_VALUE);
      return items.length === 0 && value.length > 0 ? NO_VALUE : items;
    }
    const [[name, argument] = ['', '']] = Object.entries(value);
    if (name === 'Ref' && this.#gone.has(String(argument))) return '';
    if (name === 'Fn::If') return this.#choice(argument as readonly [string, Value, Value]);
    const written = this.#fields(value);
    const [first, second] = Object.values(written).flat() as Value[];
    if (name === 'Fn::Equals' && typeof first === 'string' && typeof second === 'string') return first === second;
    if (name === 'Fn::Not' && typeof first === 'boolean') return !first;
    return written;
  }

  #choice([condition, yes, no]: readonly [string, Value, Value]): Value {
    const decided = this.#decided.get(condition);
    if (decided !== undefined) return this.#reduced(decided ? yes : no);
    return { 'Fn::If': [condition, this.#reduced(yes), this.#reduced(no)] };
  }
}

const entriesOf = <T>(record: Readonly<Record<string, T>>): [string, T][] => Object.entries(record);

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
