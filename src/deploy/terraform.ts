import { type Expression, flat, type Item, list, object, quoted, textOf } from './hcl.ts';
import type { Parameter, Resource, Template, Value } from './template.ts';
import {
  choiceIn,
  isList,
  isNothing,
  isStructure,
  isSwitch,
  type Scope,
  snake,
  toExpression,
} from './terraform-expression.ts';
import { type Body, EVERYWHERE, type Field, RESOURCES, type Row, TARGET } from './terraform-resources.ts';

/** The oldest provider whose `aws_region` has the attribute `region`. */
const PROVIDER_VERSION = '>= 6.0';

/** Nothing here needs a newer one. */
const TERRAFORM_VERSION = '>= 1.5';

type Fields = { readonly [key: string]: Value };

/** The template as `main.tf`, or why Terraform can't express it. */
export type Translated = { ok: true; content: string; notes: string[] } | { ok: false; text: string };

/** What isn't written for Terraform, by CloudFormation's type, and why. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  'AWS::SageMaker::InferenceComponent':
    "No template with inference components is written for Terraform: its AWS provider documents aws_sagemaker_inference_component, but the release that has it isn't known (hashicorp/terraform-provider-aws #48894). Choose CloudFormation.",
};

const CONFIGURATION = 'AWS::SageMaker::EndpointConfig';

const SWITCHED =
  'A schedule switches the configuration of the endpoint. While the idle one is in use, a plan shows that as a change, and an apply brings the warm one back.';

/** A sentence about a template and its stack, said of the configuration: parameters by the names of its variables. */
export function inTerraform(sentence: string, { Parameters }: Pick<Template, 'Parameters'>): string {
  const named = sentence
    .replace(/\b[Tt]he stack's name\b/g, 'var.name')
    .replace(/\b([Tt]h(?:e|is)|a) (?:template|stack)\b/g, (_, article) => `${article} configuration`);
  return named.replace(/\b[A-Z][a-z]+[A-Z]\w*/g, (word) => (word in Parameters ? `var.${snake(word)}` : word));
}

const SENTENCES: ReadonlySet<string> = new Set(['Description', 'ConstraintDescription', 'AlarmDescription']);

/** A template whose every description is said of the configuration. */
function templateInTerraform(template: Template): Template {
  const said = (value: Value, key = ''): Value => {
    if (typeof value === 'string') return SENTENCES.has(key) ? inTerraform(value, template) : value;
    if (typeof value !== 'object') return value;
    if (isList(value)) return value.map((item) => said(item));
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, said(item, name)]));
  };
  const all = (part: object) => said(part as Value) as object;
  return {
    ...template,
    Parameters: all(template.Parameters) as Template['Parameters'],
    Resources: all(template.Resources) as Template['Resources'],
    Outputs: all(template.Outputs) as Template['Outputs'],
  };
}

/** Else an apply in the busy hours would lower the minimum until the next day. */
const MINIMUM_IS_SCHEDULED =
  'An apply leaves the minimum of a scaling target as the scheduled actions set it: a changed one holds from the next of them on.';

/**
 * Translates a template. `header`: lines for a comment at the top. `name`: what the stack would be called. Throws where a
 * resource has no row: each type that a template can have is in the table.
 */
export function toTerraform(
  original: Template,
  { header, name }: { header: readonly string[]; name: string },
): Translated {
  const template = templateInTerraform(original);
  const unsupported = Object.values(template.Resources).flatMap(({ Type }) => UNSUPPORTED[Type] ?? []);
  if (unsupported[0] !== undefined) return { ok: false, text: unsupported[0] };
  const module = new Module(template);
  for (const [id, resource] of Object.entries(template.Resources)) module.add(id, resource);
  const configurations = Object.values(template.Resources).filter(({ Type }) => Type === CONFIGURATION);
  if (configurations.length > 1) module.notes.add(SWITCHED);
  return {
    ok: true,
    content: module.text(
      header.map((line) => inTerraform(line, original)),
      name,
    ),
    notes: [...module.notes],
  };
}

/** What stands for the place of a stack: a local, and the data source that has it. */
const PLACES = [
  ['account_id', 'aws_caller_identity', 'account_id'],
  ['partition', 'aws_partition', 'partition'],
  ['region', 'aws_region', 'region'],
] as const;

const argument = (name: string, value: Expression): Item => ({ name, value });

const block = (name: string, body: readonly Item[]): Item => ({ block: name, body });

/** A resource, or a data source that one refers to. */
interface Declared {
  readonly kind: 'resource' | 'data';
  readonly type: string;
  readonly name: string;
  readonly body: readonly Item[];
}

class Module {
  readonly notes = new Set<string>();
  readonly #template: Template;
  readonly #scope: Scope;
  readonly #declared: Declared[] = [];
  readonly #locals: Item[];

  constructor(template: Template) {
    this.#template = template;
    this.#scope = {
      resources: template.Resources,
      parameters: template.Parameters,
      attributeOf(type, attribute) {
        const row = rowOf(type);
        const found = row.attributes[attribute];
        if (found === undefined) throw new Error(`${type} has no ${attribute}`);
        return { type: row.type, attribute: found };
      },
    };
    this.#locals = Object.entries(template.Conditions).map(([id, condition]) =>
      argument(snake(id), this.#expression(condition)),
    );
  }

  add(id: string, { Type, DependsOn, Properties }: Resource): void {
    const row = rowOf(Type);
    const isScheduled = 'ScheduledActions' in Properties;
    if (isScheduled) this.notes.add(MINIMUM_IS_SCHEDULED);
    const own = snake(id);
    const beside: (() => void)[] = [];
    const written = this.#write(row.body ?? {}, Properties, own, { row, beside });
    const isNamed = row.name === undefined || written.some((item) => 'name' in item && item.name === row.name);
    const depends = [DependsOn ?? []].flat().map((other) => this.#addressOf(other));
    this.#declared.push({
      kind: 'resource',
      type: row.type,
      name: own,
      body: [
        ...(isNamed || row.name === undefined ? [] : [argument(row.name, nameOf(row.name, id))]),
        ...written,
        ...(depends.length > 0 ? [argument('depends_on', list(depends))] : []),
        ...(row.isReplaced ? [block('lifecycle', [argument('create_before_destroy', 'true')])] : []),
        ...(isScheduled ? [block('lifecycle', [argument('ignore_changes', list(['min_capacity']))])] : []),
      ],
    });
    for (const write of beside) write();
  }

  /** The module: what it takes, what it makes in the template's order, what it returns. */
  text(header: readonly string[], name: string): string {
    const { Parameters, Outputs } = this.#template;
    const hasEndpoint = this.#declared.some(({ type }) => type === 'aws_sagemaker_endpoint');
    const variables = entriesOf(Parameters, (id, parameter) => block(`variable "${id}"`, variableOf(parameter, id)));
    const outputs = entriesOf(Outputs, (id, { Description, Value: value }) =>
      block(`output "${id}"`, [
        argument('description', quoted(Description)),
        argument('value', this.#expression(value)),
      ]),
    );
    const declared = this.#declared.map((one) => this.#waiting(one));
    const said = [...declared, ...outputs].map(textOf).join('\n');
    const current = PLACES.filter(([local]) => said.includes(`local.${local}`));
    const locals = [
      ...current.map(([local, type, attribute]) => argument(local, `data.${type}.current.${attribute}`)),
      ...this.#locals,
    ];
    const blocks = [
      block('terraform', [
        argument('required_version', quoted(TERRAFORM_VERSION)),
        block('required_providers', [
          argument(
            'aws',
            object([
              ['source', quoted('hashicorp/aws')],
              ['version', quoted(PROVIDER_VERSION)],
            ]),
          ),
        ]),
      ]),
      block('variable "name"', nameVariable(name, hasEndpoint)),
      ...variables,
    ];
    const places = current.map(([, type]) => textOf(block(`data "${type}" "current"`, [])));
    const parts = [
      header.map((line) => `# ${line}`).join('\n'),
      ...blocks.map(textOf),
      places.join('\n'),
      ...[...(locals.length > 0 ? [block('locals', locals)] : []), ...declared, ...outputs].map(textOf),
    ];
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
  }

  /** A role is there before its policies are: what uses it waits for them too. */
  #waiting({ kind, type, name, body }: Declared): Item {
    const text = textOf(block('', body));
    const policies = this.#named('aws_iam_role')
      .filter((role) => kind === 'resource' && type !== 'aws_iam_role_policy' && text.includes(`aws_iam_role.${role}.`))
      .flatMap((role) =>
        this.#named('aws_iam_role_policy').filter((policy) => policy === role || policy.startsWith(`${role}_`)),
      )
      .map((policy) => `aws_iam_role_policy.${policy}`);
    const waits = policies.length === 0 ? [] : [argument('depends_on', list(policies))];
    return block(`${kind} "${type}" "${name}"`, [...body, ...waits]);
  }

  #named(wanted: string): string[] {
    return this.#declared.flatMap(({ type, name }) => (type === wanted ? [name] : []));
  }

  #expression(value: Value): Expression {
    return toExpression(this.#scope, value);
  }

  #addressOf(id: string): string {
    const resource = this.#template.Resources[id];
    if (resource === undefined) throw new Error(`The template has no ${id}`);
    return `${rowOf(resource.Type).type}.${snake(id)}`;
  }

  /** The arguments and blocks of an object. `own`: for the names of what is written beside it. */
  #write(body: Body, properties: Fields, own: string, of?: Owner): Item[] {
    return Object.entries(properties).flatMap(([property, value]) =>
      this.#field(body[property] ?? EVERYWHERE[property] ?? snake(property), value, own, of),
    );
  }

  #field(field: Field, value: Value, own: string, of: Owner | undefined): Item[] {
    if (typeof field === 'string') {
      if (isStructure(value)) return this.#field({ block: field, body: {} }, value, own, of);
      return [argument(field, this.#expression(value))];
    }
    if ('argument' in field) return [argument(field.argument, this.#expression(value))];
    if ('block' in field) return this.#blocks(field.block, value, (item) => this.#write(field.body, item, own));
    if ('inline' in field) return this.#write(field.inline, objectIn(value), own);
    if ('map' in field) return [argument(field.map, this.#map(value))];
    if ('document' in field) return [argument(field.document, this.#document(value, `${own}_${field.document}`))];
    if ('json' in field) return [argument(field.json, inCall('jsonencode', this.#expression(value)))];
    if ('target' in field) return this.#target(value);
    if ('each' in field) this.#each(field, value, own, of);
    else this.notes.add(field.missing);
    return [];
  }

  /** What may be left out becomes a `dynamic` block. */
  #blocks(name: string, value: Value, write: (item: Fields) => Item[]): Item[] {
    return (isList(value) ? value : [value]).flatMap((item) => {
      const choice = choiceIn(item);
      if (choice === undefined) return isNothing(item) ? [] : [block(name, write(objectIn(item)))];
      if (!isNothing(choice.no)) throw new Error(`A block ${name} has two forms`);
      const body = [
        argument('for_each', `${choice.condition} ? [1] : []`),
        block('content', write(objectIn(choice.yes))),
      ];
      return [block(`dynamic "${name}"`, body)];
    });
  }

  /** `[{ Name, Value }]` as an object. Where an entry may be left out, as an expression that drops it: once, as a local. */
  #map(value: Value): Expression {
    const items = isList(value) ? value : [];
    const isOpen = items.some((item) => choiceIn(item) !== undefined);
    const all = object(
      items.map((item) => {
        const choice = choiceIn(item);
        const entry = objectIn(choice?.yes ?? item);
        const one = this.#expression(entry['Value'] ?? '');
        const written = isOpen && choice !== undefined ? `${choice.condition} ? ${flat(one)} : null` : one;
        return [String(entry['Key'] ?? entry['Name']), written];
      }),
    );
    if (!isOpen) return all;
    if (!this.#locals.some((item) => 'name' in item && item.name === 'tags'))
      this.#locals.push(argument('tags', `{ for key, value in ${flat(all)} : key => value if value != null }`));
    return 'local.tags';
  }

  #document(value: Value, name: string): string {
    const statements = objectIn(value)['Statement'] ?? [];
    const body = this.#blocks('statement', statements, (statement) => this.#statement(statement));
    this.#declared.push({ kind: 'data', type: 'aws_iam_policy_document', name, body });
    return `data.aws_iam_policy_document.${name}.json`;
  }

  #statement({ Sid, Action = [], Resource, Principal = '', Condition = '' }: Fields): Item[] {
    const all = (value: Value): Expression => this.#expression(isList(value) ? value : [value]);
    const principals = Object.entries(objectIn(Principal)).map(([type, who]) =>
      block('principals', [argument('type', quoted(type)), argument('identifiers', all(who))]),
    );
    const conditions = Object.entries(objectIn(Condition)).flatMap(([test, values]) =>
      Object.entries(objectIn(values)).map(([variable, value]) =>
        block('condition', [
          argument('test', quoted(test)),
          argument('variable', quoted(variable)),
          argument('values', all(value)),
        ]),
      ),
    );
    return [
      ...(Sid === undefined ? [] : [argument('sid', this.#expression(Sid))]),
      argument('actions', all(Action)),
      ...(Resource === undefined ? [] : [argument('resources', all(Resource))]),
      ...principals,
      ...conditions,
    ];
  }

  #target(value: Value): Item[] {
    const address = this.#addressOf(String(objectIn(value)['Ref']));
    return TARGET.map((key) => argument(key, `${address}.${key}`));
  }

  #each(field: Extract<Field, { each: string }>, value: Value, own: string, of: Owner | undefined): void {
    if (of === undefined) throw new Error(`${field.each} has no resource to belong to`);
    const address = `${of.row.type}.${own}`;
    const items = isList(value) ? value : [];
    for (const [at, item] of items.entries()) {
      const name = items.length === 1 ? own : `${own}_${at + 1}`;
      const parent = Object.entries(field.parent).map(([key, attribute]) => argument(key, `${address}.${attribute}`));
      of.beside.push(() => {
        const body = [...parent, ...this.#write(field.body, objectIn(item), name)];
        this.#declared.push({ kind: 'resource', type: field.each, name, body });
      });
    }
  }
}

/** The resource that is written. */
interface Owner {
  readonly row: Row;
  /** Write what comes after it. */
  readonly beside: (() => void)[];
}

function rowOf(type: string): Row {
  const row = RESOURCES[type];
  if (row === undefined) throw new Error(`No row for ${type}`);
  return row;
}

const inCall = (name: string, inside: Expression): Expression =>
  typeof inside === 'string'
    ? `${name}(${inside})`
    : { ...inside, open: `${name}(${inside.open}`, close: `${inside.close})` };

/** The endpoint is called as the whole; an alarm also by what it watches. */
const nameOf = (name: 'name' | 'alarm_name', id: string): string =>
  name === 'name' ? 'var.name' : `"\${var.name}-${snake(id).replaceAll('_', '-')}"`;

const objectIn = (value: Value): Fields => (typeof value === 'object' && !isList(value) ? value : {});

const entriesOf = <T>(record: Readonly<Record<string, T>>, write: (id: string, item: T) => Item): Item[] =>
  Object.entries(record).map(([id, item]) => write(snake(id), item));

/** In place of the stack's name. An endpoint's has at most 63 characters. */
const nameVariable = (name: string, hasEndpoint: boolean): Item[] =>
  variable({
    type: 'string',
    description: hasEndpoint
      ? "Name of the endpoint. Its alarms' names start with it."
      : "The alarms' names start with it.",
    given: quoted(name),
    rules: ['can(regex("^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$", var.name))'],
    message: 'Letters, digits and hyphens, at most 63.',
  });

/** A parameter as a variable, with its rules as a validation. `name`: the variable's. */
function variableOf(parameter: Parameter, name: string): Item[] {
  const { Type, Description, Default } = parameter;
  if (isSwitch(parameter))
    return variable({ type: 'bool', description: Description, given: String(Default === 'yes'), rules: [] });
  return variable({
    type: Type === 'String' ? 'string' : Type === 'Number' ? 'number' : 'list(string)',
    description: Description,
    given: typeof Default === 'string' ? quoted(Default) : Default?.toString(),
    rules: rulesOf(parameter, `var.${name}`),
    message: parameter.ConstraintDescription ?? Description,
  });
}

interface Variable {
  readonly type: string;
  readonly description: string;
  readonly given: string | undefined;
  readonly rules: readonly string[];
  /** Said where a rule doesn't hold. */
  readonly message?: string;
}

function variable({ type, description, given, rules, message = '' }: Variable): Item[] {
  const validation = [argument('condition', rules.join(' && ')), argument('error_message', quoted(message))];
  return [
    argument('type', type),
    argument('description', quoted(description)),
    ...(given === undefined ? [] : [argument('default', given)]),
    ...(rules.length > 0 ? [block('validation', validation)] : []),
  ];
}

/** CloudFormation's pattern has to match all of the value, Terraform's any part. */
const whole = (pattern: string): string => (/^\^.*\$$/s.test(pattern) ? pattern : `^(?:${pattern})$`);

function rulesOf(
  { Type, AllowedPattern, AllowedValues, MinValue, MaxValue, least = 1 }: Parameter,
  value: string,
): string[] {
  return [
    ...(AllowedPattern === undefined ? [] : [`can(regex(${quoted(whole(AllowedPattern))}, ${value}))`]),
    ...(AllowedValues === undefined ? [] : [`contains([${AllowedValues.map(quoted).join(', ')}], ${value})`]),
    ...(MinValue === undefined ? [] : [`${value} >= ${MinValue}`]),
    ...(MaxValue === undefined ? [] : [`${value} <= ${MaxValue}`]),
    ...(Type.startsWith('List') ? [`length(distinct(${value})) >= ${least}`] : []),
  ];
}
