/** A part of a template that a test may spoil. */
// biome-ignore lint/suspicious/noExplicitAny: any path of any template is written to here.
export type Spoiled = any;

export type Spoil = readonly [choice: string, spoil: (resources: Spoiled, template: Spoiled) => void];

export const variant = (resources: Spoiled): Spoiled => resources.EndpointConfig.Properties.ProductionVariants[0];

export const statements = (role: Spoiled): Spoiled => role.Properties.Policies[0].PolicyDocument.Statement;

/** Properties of a resource as they shouldn't be. */
export const set = (resource: Spoiled, properties: object): Spoiled => Object.assign(resource.Properties, properties);
