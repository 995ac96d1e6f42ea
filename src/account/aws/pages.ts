import type * as z from 'zod';
import type { Unknown } from '../facts.ts';
import type { Hopeless } from './calls.ts';
import type { Answer } from './open-region.ts';

/** What was listed, with why the rest wasn't. */
export interface Listed<Item> {
  /** All of it. Null where a part is missing: what isn't in a part may still be there. */
  readonly items: Item[] | null;
  /** What came, maybe not all. */
  readonly part: Item[];
  readonly gaps: Unknown[];
  /** What no call can get past: no credentials, or AWS can't be reached. */
  readonly hopeless: Hopeless | null;
}

/** Lists page by page until the last, or until a page fails. What isn't as AWS documents it is missing as well. */
export async function listAll<Page extends { NextToken?: string | undefined }, Item>(
  what: string,
  ask: (token?: string) => Promise<Answer<Page>>,
  of: (page: Page) => readonly unknown[] | undefined,
  shape: z.ZodType<Item>,
): Promise<Listed<Item>> {
  const part: Item[] = [];
  const gaps: Unknown[] = [];
  let token: string | undefined;
  do {
    const answer = await ask(token);
    if (!answer.ok) {
      const hopeless = answer.kind === 'hopeless' ? answer : null;
      return { items: null, part, gaps: [...gaps, { what, why: whyNot(answer) }], hopeless };
    }
    for (const item of of(answer.value) ?? []) {
      const parsed = shape.safeParse(item);
      if (parsed.success) part.push(parsed.data);
      else gaps[0] = { what, why: NOT_AS_DOCUMENTED };
    }
    token = answer.value.NextToken;
  } while (token !== undefined && token !== '');
  return { items: gaps.length === 0 ? part : null, part, gaps, hopeless: null };
}

const NOT_AS_DOCUMENTED = "AWS's answer isn't as documented.";

export function whyNot(answer: Extract<Answer<unknown>, { ok: false }>): string {
  switch (answer.kind) {
    case 'gap':
      return answer.why;
    case 'missing':
      return 'It no longer exists.';
    case 'stopped':
      return 'Stopped before it was read.';
    case 'hopeless':
      return answer.text;
  }
}

/** One described thing, or why there is none. */
export function described<Item>(
  what: string,
  answer: Answer<unknown>,
  shape: z.ZodType<Item>,
): { item: Item | null; gaps: Unknown[] } {
  if (!answer.ok) return { item: null, gaps: [{ what, why: whyNot(answer) }] };
  const parsed = shape.safeParse(answer.value);
  if (parsed.success) return { item: parsed.data, gaps: [] };
  return { item: null, gaps: [{ what, why: NOT_AS_DOCUMENTED }] };
}
