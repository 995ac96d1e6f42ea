import * as z from 'zod';

type Json = Record<string, unknown>;

/** Of the arguments of a tool. */
type ObjectSchema = Json & { type: 'object' };

/** A schema as an assistant reads it, in JSON Schema 2020-12: with every conversation, so without what says nothing. */
export const publishedSchema = (schema: z.ZodType): ObjectSchema => {
  const { $schema: _, ...published } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => lean(jsonSchema),
  });
  return published as ObjectSchema;
};

/** Says it in fewer words: null as one of the types, and no limit that every value keeps. */
function lean(schema: Json): void {
  if (schema['minLength'] === 0) delete schema['minLength'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['type'] === 'object') delete schema['propertyNames'];
  const { anyOf, ...others } = schema as { anyOf?: Json[] };
  const [one, none, ...more] = anyOf ?? [];
  if (one === undefined || typeof one['type'] !== 'string' || none?.['type'] !== 'null' || more.length > 0) return;
  delete schema['anyOf'];
  const words = one['enum'] as unknown[] | undefined;
  Object.assign(schema, one, others, { type: [one['type'], 'null'], ...(words && { enum: [...words, null] }) });
}
