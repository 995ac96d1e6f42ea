interface Known<Key, Value> {
  get(key: Key): Value | undefined;
  has(key: Key): boolean;
  set(key: Key, value: Value): unknown;
}

function over<Key, Value>(known: Known<Key, Value>, work: (key: Key) => Value): (key: Key) => Value {
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as Value;
    const value = work(key);
    known.set(key, value);
    return value;
  };
}

/** Works each answer out once, and keeps it as long as the object that it was asked of. */
export const remembered = <Key extends object, Value>(work: (key: Key) => Value) =>
  over(new WeakMap<Key, Value>(), work);

/** The same by name, for ever: of a closed list of names. */
export const rememberedByName = <Key extends string, Value>(work: (key: Key) => Value) =>
  over(new Map<Key, Value>(), work);
