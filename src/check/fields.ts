import { isObject, listOf, type Properties } from './templates/declared.ts';
import { isKnown, shown, whyUnknown } from './templates/unknown-text.ts';

/** Reads properties, and keeps a list of what isn't known: "Instance type: parameter InstanceType". */
export class Fields {
  readonly unknown: Set<string>;
  readonly #properties: Properties;

  constructor(properties: unknown, unknown = new Set<string>()) {
    this.#properties = isObject(properties) ? properties : {};
    this.unknown = unknown;
  }

  has(key: string): boolean {
    return this.#properties[key] !== undefined && this.#properties[key] !== null;
  }

  /** As it is, a text that stands for an unknown value included. Undefined where it isn't stated. */
  raw(key: string): string | undefined {
    const value = this.#properties[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** `what`: its name among what isn't known. */
  text(key: string, what: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined || isKnown(value)) return value;
    this.miss(what, value);
    return undefined;
  }

  number(key: string, what: string): number | undefined {
    const value = this.#properties[key];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string' && !isKnown(value)) {
      this.miss(what, value);
      return undefined;
    }
    const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
    if (Number.isFinite(number) && Math.abs(number) <= NUMBER_MAX) return number;
    this.unknown.add(`${what}: not a number`);
    return undefined;
  }

  /** A part of it; empty where it isn't stated. `what`: named where the whole part isn't known. */
  part(key: string, what: string): Fields | undefined {
    const value = this.#properties[key];
    if (isObject(value)) return new Fields(value, this.unknown);
    if (typeof value === 'string' && !isKnown(value)) this.miss(what, value);
    return undefined;
  }

  parts(key: string, what: string): Fields[] {
    return listOf(this.#properties[key]).flatMap((value) => {
      if (typeof value === 'string' && !isKnown(value)) this.miss(what, value);
      return isObject(value) ? [new Fields(value, this.unknown)] : [];
    });
  }

  texts(key: string): string[] {
    return listOf(this.#properties[key]).filter((value) => typeof value === 'string');
  }

  miss(what: string, value: string): void {
    this.unknown.add(`${what}: ${whyUnknown(value)}`);
  }
}

/** AWS's counts and sizes are 32-bit integers. */
const NUMBER_MAX = 2 ** 31;

/** The name in an ARN such as "arn:aws:sagemaker:eu-west-1:1:endpoint/NAME", else the name itself. */
export const bareName = (name: string): string => name.replace(/^arn:[^/]*\//, '');

export { shown };
