import { isObject, objectAt, type Properties, type ReadTemplate, type Resource, type Value } from './read-template.ts';

// Reads Terraform's JSON as the template that it stands for: as far as scaling, alarms, schedules and jobs go.

/** What the provider's types are called in CloudFormation, with the argument that is the name. */
const TYPES: Readonly<Record<string, { readonly type: string; readonly name?: string }>> = {
  aws_sagemaker_endpoint: { type: 'AWS::SageMaker::Endpoint', name: 'EndpointName' },
  aws_sagemaker_endpoint_configuration: { type: 'AWS::SageMaker::EndpointConfig', name: 'EndpointConfigName' },
  aws_appautoscaling_target: { type: 'AWS::ApplicationAutoScaling::ScalableTarget' },
  aws_appautoscaling_policy: { type: 'AWS::ApplicationAutoScaling::ScalingPolicy', name: 'PolicyName' },
  aws_appautoscaling_scheduled_action: { type: 'AWS::ApplicationAutoScaling::ScheduledAction' },
  aws_cloudwatch_metric_alarm: { type: 'AWS::CloudWatch::Alarm' },
  aws_scheduler_schedule: { type: 'AWS::Scheduler::Schedule', name: 'Name' },
  aws_sfn_state_machine: { type: 'AWS::StepFunctions::StateMachine' },
};

/** Arguments that aren't called as CloudFormation's property in other letters. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  step_adjustment: 'StepAdjustments',
  definition: 'DefinitionString',
};

/** Properties that CloudFormation has a list for and Terraform a block. */
const LISTS = new Set(['ProductionVariants', 'StepAdjustments', 'Dimensions']);

/**
 * Reads a `main.tf.json`. A variable without a default and an attribute that only AWS knows become texts `${…}`. Throws an
 * Error for a text that isn't a module in JSON.
 */
export function readTerraform(text: string): ReadTemplate {
  const module: unknown = JSON.parse(text);
  if (!isObject(module as Value)) throw new Error("The text isn't a Terraform module.");
  return new Module(module as Properties).template();
}

/** `min_capacity` as `MinCapacity`. */
const pascal = (argument: string): string =>
  ARGUMENTS[argument] ?? argument.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

class Module {
  readonly #resources: Properties;
  readonly #variables: Properties;
  readonly #locals: Properties;

  constructor(module: Properties) {
    this.#resources = objectAt(module, 'resource');
    this.#variables = objectAt(module, 'variable');
    this.#locals = objectAt(module, 'locals');
  }

  template(): ReadTemplate {
    const resources = Object.entries(TYPES).flatMap(([kind, { type, name }]) =>
      Object.entries(objectAt(this.#resources, kind)).map(([id, body]): Resource => {
        const { Name, ...properties } = isObject(body) ? this.#properties(body) : {};
        const named = name !== undefined && Name !== undefined ? { [name]: Name } : {};
        return { id: `${kind}.${id}`, type, properties: { ...properties, ...named } };
      }),
    );
    return { resources };
  }

  #properties(body: Properties): { [property: string]: Value } {
    return Object.fromEntries(
      Object.entries(body).map(([argument, value]) => {
        const property = pascal(argument);
        return [property, LISTS.has(property) ? this.#list(value) : this.#value(value)];
      }),
    );
  }

  /** One block or several; an alarm's dimensions are a map of names and values. */
  #list(value: Value): Value[] {
    if (Array.isArray(value)) return value.map((item) => this.#value(item));
    if (!isObject(value)) return [];
    if (Object.keys(value).every((key) => key === key.toLowerCase())) return [this.#value(value)];
    return Object.entries(value).map(([name, item]) => ({ Name: name, Value: this.#value(item) }));
  }

  #value(value: Value): Value {
    if (typeof value === 'string') return this.#text(value);
    if (Array.isArray(value)) return value.map((item) => this.#value(item));
    return isObject(value) ? this.#properties(value) : value;
  }

  #text(text: string): string {
    return text.replaceAll(
      /(?<!\$)\$\{([^${}]*)\}/g,
      (whole, expression: string) => this.#evaluate(expression) ?? whole,
    );
  }

  /** A variable's default, an attribute or a local as JSON; undefined for any other expression. */
  #evaluate(expression: string): string | undefined {
    const [, json] = /^jsonencode\(local\.(\w+)\)$/.exec(expression) ?? [];
    if (json !== undefined) return JSON.stringify(this.#locals[json] ?? null);
    const [kind = '', name = '', attribute] = expression.split('.');
    if (kind === 'var') {
      const { default: given } = objectAt(this.#variables, name);
      return given === undefined ? undefined : this.#text(String(given));
    }
    const body = objectAt(this.#resources, kind)[name];
    if (!isObject(body) || attribute === undefined) return undefined;
    const stated = body[attribute];
    if (stated !== undefined) return this.#text(String(stated));
    const property = attribute === 'name' ? TYPES[kind]?.name : undefined;
    return property === undefined ? `\${${kind}.${name}}` : `\${${kind}.${name}.${property}}`;
  }
}
