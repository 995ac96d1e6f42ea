import * as z from 'zod';

/** Everything that a person can do in the page, as its script sends it. */
const answer = z.union([z.string(), z.array(z.string()), z.null()]);

export const actSchema = z.discriminatedUnion('kind', [
  /** `text` as it was typed: a message, or a command. */
  z.object({ kind: z.literal('write'), text: z.string().max(12_000), threadTs: z.string().optional() }),
  z.object({ kind: z.literal('shortcut'), callbackId: z.string() }),
  z.object({
    kind: z.literal('messageShortcut'),
    callbackId: z.string(),
    channelId: z.string(),
    ts: z.string(),
  }),
  z.object({
    kind: z.literal('click'),
    channelId: z.string(),
    ts: z.string(),
    blockId: z.string(),
    actionId: z.string(),
    option: z.string().optional(),
  }),
  z.object({
    kind: z.literal('clickInView'),
    viewId: z.string(),
    blockId: z.string(),
    actionId: z.string(),
    option: z.string().optional(),
  }),
  /** `isFinished`: the input dispatches, and this is when. */
  z.object({
    kind: z.literal('answer'),
    viewId: z.string(),
    blockId: z.string(),
    answer,
    isFinished: z.boolean(),
  }),
  z.object({ kind: z.literal('submit'), viewId: z.string(), answers: z.record(z.string(), answer) }),
  z.object({ kind: z.literal('closeView'), viewId: z.string() }),
  z.object({ kind: z.literal('invite') }),
  z.object({ kind: z.literal('closeHint') }),
]);

export type Act = z.infer<typeof actSchema>;

/** `text`: a sentence for the person, when it did not work. */
export type Outcome = { ok: true } | { ok: false; text: string };

export const DONE: Outcome = { ok: true };
