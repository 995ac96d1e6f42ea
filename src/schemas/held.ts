// A zod object that describes a type, and the compiler's proof that it does.

/** A type without what a type has beyond its JSON: `readonly`, and brands. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T as Key extends symbol ? never : Key]: Plain<T[Key]> }
    : T;

/** `true` where both describe the same JSON: the same fields, as optional, with the same values. Else what differs: the compiler prints it. */
export type Same<Schema, Type> = Compared<Plain<Schema>, Plain<Type>>;

type Compared<Schema, Type, At extends string = ''> =
  (<T>() => T extends Schema ? 1 : 2) extends <T>() => T extends Type ? 1 : 2
    ? true
    : Exclude<Inside<NonNullable<Schema>, NonNullable<Type>, At>, true> extends infer Found extends string
      ? [Found] extends [never]
        ? `${At} differs`
        : Found
      : never;

/** What differs inside of two lists or two objects. */
type Inside<Schema, Type, At extends string> = [Schema, Type] extends [
  readonly (infer Item)[],
  readonly (infer Other)[],
]
  ? Compared<Item, Other, At>
  : [Schema, Type] extends [object, object]
    ? {
        [Key in (keyof Schema | keyof Type) & string]: Key extends keyof Schema
          ? Key extends keyof Type
            ? Compared<Schema[Key], Type[Key], `${At}.${Key}`>
            : `${At}.${Key} is in the schema alone`
          : `${At}.${Key} is not in the schema`;
      }[(keyof Schema | keyof Type) & string]
    : true;
