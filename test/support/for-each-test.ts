import { afterEach, beforeEach } from 'vitest';

interface Opened {
  end?(): unknown;
  close?(): unknown;
}

/** What is opened anew before each test of a block, and ended or closed after it. */
export function forEachTest<T extends Opened>(open: () => T | Promise<T>): T {
  let opened: T;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(async () => {
    await (opened.end ?? opened.close)?.call(opened);
  });
  return new Proxy({} as T, {
    get: (_, key) => Reflect.get(opened, key),
    set: (_, key, value) => Reflect.set(opened, key, value),
    ownKeys: () => Reflect.ownKeys(opened),
    getOwnPropertyDescriptor: (_, key) => ({ ...Reflect.getOwnPropertyDescriptor(opened, key), configurable: true }),
  });
}
