/** The Region of an ARN of Amazon Bedrock, where alone it can be called. Null for an ID, or a server's name of a model. */
export function regionOf(model: string): string | null {
  return /^arn:[\w-]+:bedrock:([a-z0-9-]+):/.exec(model)?.[1] ?? null;
}
