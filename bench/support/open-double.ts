import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Entrance, ErrandName, Errands } from '../double/errands.ts';

const CHILD = fileURLToPath(new URL('../processes/double-child.ts', import.meta.url));

/** The workspace in a separate process. */
export interface Double extends Entrance {
  /** One at a time. @throws Error if it fails. */
  ask<Name extends ErrandName>(name: Name, asked: Errands[Name]['asked']): Promise<Errands[Name]['answer']>;
  /** @throws Error if the app broke one of Slack's rules. */
  expectNoBreaches(): Promise<void>;
  close(): Promise<void>;
}

type Answer<Value> = { ok: true; value: Value } | { ok: false; text: string };

/** `eventsUrl`: the app's HTTP endpoint. Without it, Socket Mode. */
export async function openDouble(eventsUrl?: string): Promise<Double> {
  const child = fork(CHILD, [eventsUrl ?? 'socket-mode'], { execArgv: ['--import', import.meta.resolve('tsx')] });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The workspace ended');
  });
  ended.catch(() => {});
  const [entrance] = (await Promise.race([once(child, 'message'), ended])) as [Entrance];

  const ask: Double['ask'] = async (name, asked) => {
    const answered = once(child, 'message');
    child.send({ name, asked });
    const [answer] = (await Promise.race([answered, ended])) as [Answer<Errands[typeof name]['answer']>];
    if (!answer.ok) throw new Error(answer.text);
    return answer.value;
  };
  return {
    ...entrance,
    ask,
    async expectNoBreaches() {
      const breaches = await ask('breaches', null);
      if (breaches.length > 0) throw new Error(`Slack's rules were broken:\n${breaches.join('\n')}`);
    },
    async close() {
      child.disconnect();
      await ended.catch(() => {});
    },
  };
}
