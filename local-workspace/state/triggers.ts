import { SLACK_LIMITS } from '../../src/slack/render/limits.ts';
import type { Names } from './names.ts';

/** A trigger lets the app open one view for one person, within three seconds. */
export interface Trigger {
  id: string;
  userId: string;
  channelId: string | undefined;
  /** The modal in which the person acted, if it was one. */
  viewId: string | undefined;
}

type TriggerUse =
  | { ok: true; trigger: Trigger }
  | { ok: false; error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id' };

export interface Triggers {
  issue(trigger: Omit<Trigger, 'id'>): string;
  /** What the trigger is good for now; it is used up only by {@link Triggers.exchange}. */
  check(id: unknown): TriggerUse;
  exchange(trigger: Trigger): void;
}

export function createTriggers(names: Names, clock: () => number, patience: () => number): Triggers {
  const issued = new Map<string, Trigger & { at: number; isUsed: boolean }>();
  return {
    issue(trigger) {
      const id = names.trigger();
      issued.set(id, { ...trigger, id, at: clock(), isUsed: false });
      return id;
    },
    check(id) {
      const trigger = issued.get(String(id));
      if (trigger === undefined) return { ok: false, error: 'invalid_trigger_id' };
      if (trigger.isUsed) return { ok: false, error: 'exchanged_trigger_id' };
      if (clock() - trigger.at > SLACK_LIMITS.triggerMs * patience()) return { ok: false, error: 'expired_trigger_id' };
      return { ok: true, trigger };
    },
    exchange({ id }) {
      const trigger = issued.get(id);
      if (trigger !== undefined) trigger.isUsed = true;
    },
  };
}
