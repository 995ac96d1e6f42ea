import { AjvJsonSchemaValidator } from '@modelcontextprotocol/client/validators/ajv';
import type { SchemaName } from '../../src/recommender/index.ts';
import { schemaOf } from '../../src/schemas/index.ts';

/** Says what another program would: why a document isn't one of a schema; undefined where it is. */
export function judgeOf(name: SchemaName): (document: unknown) => string | undefined {
  const validate = new AjvJsonSchemaValidator().getValidator(schemaOf(name));
  return (document) => validate(document).errorMessage;
}
