/** The Region of an ARN of Amazon Bedrock, where alone it can be called. Undefined for an ID, or a server's name of a model. */
export const regionOf = (model: string): string | undefined => /^arn:[\w-]+:bedrock:([a-z0-9-]+):/.exec(model)?.[1];
