// A zod object that describes a type, and the compiler's proof that it does.

/** A type without what a type has beyond its JSON: `readonly`, and brands. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T as Key extends symbol ? never : Key]: Plain<T[Key]> }
    : T;

/** `true` where both describe the same JSON: the same fields, as optional, with the same values. Else it compiles nowhere. */
export type Same<One, Other> =
  (<T>() => T extends Plain<One> ? 1 : 2) extends <T>() => T extends Plain<Other> ? 1 : 2 ? true : never;
