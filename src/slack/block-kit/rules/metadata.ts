import * as z from 'zod';
import type { Breach } from '../breach.ts';
import { shapeBreaches } from './shape.ts';

/**
 * A message's metadata (docs.slack.dev/messaging/message-metadata): a name and a nearly flat payload. Slack takes no
 * null and no list of plain values; it says nothing of a size in bytes.
 */
const scalar = z.union([z.string(), z.number(), z.boolean()], 'must be text, a number or a boolean');
const flat = z.record(z.string(), scalar);

const metadata = z.strictObject({
  event_type: z.string().regex(/^[a-z0-9_]+$/i, 'must be letters, digits and underscores'),
  event_payload: z.record(
    z.string(),
    z.union(
      [scalar, flat, z.array(flat)],
      'must be text, a number, a boolean, a flat object or a list of flat objects',
    ),
  ),
});

export function metadataBreaches(value: unknown): Breach[] {
  return shapeBreaches(metadata, value, '/metadata').map((breach) => ({ ...breach, error: 'invalid_metadata_schema' }));
}
