// The value of an expression at one moment, as CloudWatch's metric math has it: FILL, IF, comparisons and the four operations.

/** By the ID of a metric; undefined where it has no data. */
export type Datapoints = Readonly<Record<string, number | undefined>>;

type Result = number | undefined;

const TOKEN = /\s*([A-Za-z_]\w*|\d+(?:\.\d+)?|>=|<=|[-+*/(),<>])/gy;

/** Undefined where there is no datapoint: of a metric without data, or behind a division by zero. Throws for what isn't metric math. */
export function evaluated(expression: string, datapoints: Datapoints): Result {
  const tokens = [...expression.matchAll(TOKEN)].map(([, token = '']) => token);
  if (tokens.join('') !== expression.replaceAll(/\s/g, '')) throw new Error(`Not metric math: ${expression}`);
  const reader = new Reader(tokens, datapoints);
  const result = reader.comparison();
  if (reader.next() !== undefined) throw new Error(`Not one expression: ${expression}`);
  return result;
}

const OPERATIONS: Readonly<Record<string, (a: number, b: number) => Result>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0 ? undefined : a / b),
  '>=': (a, b) => Number(a >= b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '<': (a, b) => Number(a < b),
};

class Reader {
  #at = 0;
  readonly #tokens: readonly string[];
  readonly #datapoints: Datapoints;

  constructor(tokens: readonly string[], datapoints: Datapoints) {
    this.#tokens = tokens;
    this.#datapoints = datapoints;
  }

  next(): string | undefined {
    return this.#tokens[this.#at++];
  }

  comparison(): Result {
    return this.#chain(['>=', '<=', '>', '<'], () =>
      this.#chain(['+', '-'], () => this.#chain(['*', '/'], () => this.#one())),
    );
  }

  #chain(operators: readonly string[], operand: () => Result): Result {
    let left = operand();
    while (operators.includes(this.#tokens[this.#at] ?? '')) {
      const operation = OPERATIONS[this.next() ?? ''];
      const right = operand();
      left = left === undefined || right === undefined ? undefined : operation?.(left, right);
    }
    return left;
  }

  #one(): Result {
    const token = this.next() ?? '';
    if (token === '(') return this.#closed([this.comparison()])[0];
    if (/^\d/.test(token)) return Number(token);
    if (token === 'FILL' || token === 'IF') return this.#call(token);
    if (!(token in this.#datapoints)) throw new Error(`No metric ${token}`);
    return this.#datapoints[token];
  }

  #call(name: 'FILL' | 'IF'): Result {
    this.#expect('(');
    const values: Result[] = [this.comparison()];
    while (this.#tokens[this.#at] === ',') {
      this.#at++;
      values.push(this.comparison());
    }
    const [first, second, third] = this.#closed(values);
    if (name === 'FILL') return first ?? second;
    return first === undefined ? undefined : first ? second : third;
  }

  #closed(values: Result[]): Result[] {
    this.#expect(')');
    return values;
  }

  #expect(token: string): void {
    if (this.next() !== token) throw new Error(`No ${token}`);
  }
}
