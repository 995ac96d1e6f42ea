import * as z from 'zod';
import { policySchema } from '../policy/policy.ts';
import { pricesSchema } from '../policy/prices.ts';
import {
  INSTANCE_TYPE_NAMES,
  POINTS_MAX,
  rowOf,
  SCHEMA_TITLES,
  type SchemaName,
  WORKLOAD_FIELDS,
  type WorkloadField,
} from '../recommender/index.ts';
import { exportedLine } from '../reviews-command/exported-line.ts';
import { MEANINGS } from '../wording/field-meanings.ts';
import { capitalized } from '../wording/text.ts';
import { account } from './account.ts';
import { answer, savings, stats } from './answers.ts';
import { check } from './check.ts';
import { decision } from './decision.ts';
import { anyMeasurement } from './measurement.ts';
import { named } from './parts.ts';

// The JSON Schemas (2020-12) of what people write and other programs read, made of the zod objects that check it or are held to its type.

/** Fields of which the row's check is code. */
const IN_WORDS: Partial<Record<WorkloadField, z.ZodType>> = {
  instanceType: z.enum(INSTANCE_TYPE_NAMES),
  measurements: z.array(anyMeasurement).min(1).max(POINTS_MAX),
};

/** A workload as `parseWorkload` takes it: null is *not stated*. */
const writtenWorkload = z.strictObject({
  ...named,
  ...Object.fromEntries(
    WORKLOAD_FIELDS.map((field) => {
      const check = IN_WORDS[field] ?? rowOf(field).schema;
      const taken = field === 'name' ? z.nonoptional(check) : z.nullish(check);
      return [field, taken.describe(MEANINGS[field])] as const;
    }),
  ),
});

type Schema = z.core.JSONSchema.JSONSchema;

/** `isOpen`: later versions may add fields, and a reader ignores them. */
interface Row {
  readonly checks: z.ZodType;
  readonly isOpen?: true;
}

const ROWS: Readonly<Record<SchemaName, Row>> = {
  workload: { checks: writtenWorkload },
  policy: { checks: z.strictObject({ ...named, ...policySchema.shape }) },
  prices: {
    checks: z.union([
      z.looseObject({ ...named, prices: pricesSchema }),
      z.strictObject({ ...named, ...pricesSchema.shape }),
      z
        .looseObject({ searchResults: z.array(z.looseObject({})) })
        .describe('What the AWS CLI prints of a Savings Plan'),
    ]),
  },
  measurement: { checks: z.union([anyMeasurement, z.array(anyMeasurement)]) },
  recommendation: { checks: answer },
  decision: { checks: decision, isOpen: true },
  savings: { checks: savings },
  account: { checks: account },
  check: { checks: check },
  export: { checks: exportedLine, isOpen: true },
  stats: { checks: stats },
};

export const SCHEMA_NAMES = Object.keys(ROWS) as readonly SchemaName[];

export const isSchemaName = (name: string): name is SchemaName => Object.hasOwn(ROWS, name);

/** The file of a schema, as a `$schema` names it. */
export const fileOf = (name: SchemaName): string => `${name}.schema.json`;

export function schemaOf(name: SchemaName): object {
  const { checks, isOpen = false } = ROWS[name];
  const { $schema, ...made } = toJson(checks, isOpen);
  return { $schema, title: capitalized(SCHEMA_TITLES[name].replace(/^(?:a|the) /, '')), ...made };
}

function toJson(checks: z.ZodType, isOpen: boolean): Schema {
  return z.toJSONSchema(checks, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      const { def } = zodSchema._zod;
      if (isOpen && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (def.type === 'nullable') joinNull(jsonSchema);
      if (def.type === 'pipe' && def.in._zod.def.type === 'transform') orOne(jsonSchema);
    },
  });
}

/** A list that is made of one value, too. */
function orOne(schema: Schema): void {
  const { description, ...list } = schema;
  replace(schema, { description, anyOf: [list.items, list] });
}

/** `anyOf` of a simple type and null as one type, which editors complete better. */
function joinNull(schema: Schema): void {
  const { anyOf = [], ...others } = schema;
  const [taken] = anyOf as readonly Schema[];
  if (typeof taken?.type !== 'string' || taken.type === 'object' || taken.type === 'array') return;
  const { type, enum: words, ...checks } = taken;
  replace(schema, { ...checks, ...others, type: [type, 'null'], enum: words && [...words, null] });
}

function replace(schema: Schema, by: Readonly<Record<string, unknown>>): void {
  for (const key of Object.keys(schema)) delete schema[key];
  Object.assign(schema, Object.fromEntries(Object.entries(by).filter(([, value]) => value !== undefined)));
}
