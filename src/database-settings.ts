import * as z from 'zod';
import { describeSslFault } from './database/open-server.ts';

// What the settings of the database take, and their defaults.

const SERVER_PLACEHOLDER = 'postgres://user:password@host/database';

/** The address of a file or a PostgreSQL server. */
export const databaseUrl = z
  .string()
  .refine((value) => value !== SERVER_PLACEHOLDER, 'This is the placeholder from .env.example. Replace it.')
  .refine(
    (value) => /^file:./.test(value) || isServerAddress(value),
    `Must be a file, such as file:data/reviews.db, or a PostgreSQL server, such as ${SERVER_PLACEHOLDER}.`,
  )
  .superRefine((value, context) => {
    const fault = value.startsWith('file:') ? undefined : describeSslFault(value);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  })
  .prefault('file:data/reviews.db');

/** Connections per process. The default is enough for a few people acting at once, and for posting meanwhile. */
export const poolSize = z
  .string()
  .regex(/^[1-9]\d{0,2}$/, 'Must be 1 to 999 connections, such as 10.')
  .transform(Number)
  .prefault('10');

const timeoutSeconds = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'Must be whole seconds from 1 to 9999, such as 10.')
  .transform(Number);

/** In seconds. The default is far longer than any query takes. One that runs this long holds up the others. */
export const statementTimeout = timeoutSeconds.prefault('10');

/**
 * In seconds. The default is below the 3 s after which Slack shows its own error for a button, and above the 1 s after which
 * PostgreSQL detects a deadlock, which is retried (deadlock_timeout): https://www.postgresql.org/docs/current/runtime-config-locks.html
 */
export const lockTimeout = timeoutSeconds.prefault('2');

function isServerAddress(value: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { pathname, password } = new URL(value);
  return pathname.length > 1 && decoded(password) !== undefined;
}

/** Decodes percent-encoded text. Undefined if the encoding is invalid. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
