/** Works something out. While the same thing is being worked out already, in a circle, `circle` answers. `open`: keys that are. */
export function once<T>(open: Set<string>, key: string, work: () => T, circle: () => T): T {
  if (open.has(key)) return circle();
  open.add(key);
  try {
    return work();
  } finally {
    open.delete(key);
  }
}
