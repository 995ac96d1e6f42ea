/** What references and loops may repeat, in characters of JSON, and as a multiple of their template. More is an attack, or a mistake. */
const [REPEATED_MAX, TIMES_MAX] = [200_000, 4];

/** Works out what the references of one template stand for. A circle ends, and so does what grows without end. */
export class Work {
  readonly #file: string;
  #left: number;
  readonly #open = new Set<string>();

  constructor(file: string, template: unknown, most = REPEATED_MAX) {
    this.#file = file;
    this.#left = most + TIMES_MAX * JSON.stringify(template).length;
  }

  /** While the same thing is being worked out already, in a circle, `circle` answers. @throws RangeError */
  once<T>(key: string, work: () => T, circle: () => T): T {
    if (this.#open.has(key)) return circle();
    this.#open.add(key);
    const found = this.spend(work());
    this.#open.delete(key);
    return found;
  }

  /** Raises the limit, in characters. */
  allow(more: number): void {
    this.#left += more;
  }

  /** Counts what is copied. @throws RangeError with the file's name, as for a stack that is too deep */
  spend<T>(found: T): T {
    this.#left -= JSON.stringify(found)?.length ?? 1;
    if (this.#left < 0) throw new RangeError(this.#file);
    return found;
  }
}
