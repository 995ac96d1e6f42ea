import { AwsError, invalid, type Shape } from './world.ts';

/** How a call pages: how many come by default, how many at most, and what its parameters are called. */
export interface Paging {
  readonly usual: number;
  readonly most: number;
  /** `MaxResults` if absent. */
  readonly size?: 'MaxResults' | 'MaxRecords' | 'maxResults';
  readonly token?: 'NextToken' | 'nextToken';
}

/** One page of a list. A page size over the most is refused as AWS does; so is a token that no page gave. */
export function pageOf<Item>(items: readonly Item[], input: Shape, paging: Paging): [page: Item[], next: Shape] {
  const sizeName = paging.size ?? 'MaxResults';
  const tokenName = paging.token ?? 'NextToken';
  const size = Number(input[sizeName] ?? paging.usual);
  if (!Number.isInteger(size) || size < 1 || size > paging.most) {
    const bound = size < 1 ? 'greater than or equal to 1' : `less than or equal to ${paging.most}`;
    throw invalid(
      `1 validation error detected: Value '${size}' at '${sizeName}' failed to satisfy constraint: Member must have value ${bound}`,
    );
  }
  const start = startOf(input[tokenName]);
  const page = items.slice(start, start + size);
  const end = start + size;
  return [page, end < items.length ? { [tokenName]: Buffer.from(`page ${end}`).toString('base64') } : {}];
}

function startOf(token: unknown): number {
  if (token === undefined) return 0;
  const start = /^page (\d+)$/.exec(Buffer.from(String(token), 'base64').toString())?.[1];
  if (start === undefined) throw new AwsError('InvalidNextToken', 'The token is not valid.');
  return Number(start);
}
