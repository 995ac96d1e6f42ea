import type { Resource, Template, Value } from './template.ts';
import {
  choiceIn,
  isList,
  isNothing,
  isStructure,
  type Scope,
  snake,
  toExpression,
  toJson,
} from './terraform-expression.ts';
import { type Body, EVERYWHERE, type Field, RESOURCES, type Row, TARGET } from './terraform-resources.ts';
import { nameVariable, variableOf } from './terraform-variables.ts';

/** The oldest provider whose `aws_region` has the attribute `region`. */
const PROVIDER_VERSION = '>= 6.0';

/** The oldest Terraform whose `one` and `nullable` are used here, with room to be maintained. */
const TERRAFORM_VERSION = '>= 1.5';

type Json = Record<string, unknown>;

type Fields = { readonly [key: string]: Value };

/** The template as `main.tf.json`, or why Terraform can't express it. */
export type Translated = { ok: true; content: string; notes: string[] } | { ok: false; text: string };

/** What isn't written for Terraform, by CloudFormation's type, and why. */
const UNSUPPORTED: Readonly<Record<string, string>> = {
  'AWS::SageMaker::InferenceComponent':
    "No template with inference components is written for Terraform: its AWS provider documents aws_sagemaker_inference_component, but the release that has it isn't known (hashicorp/terraform-provider-aws #48894). Choose CloudFormation.",
};

const CONFIGURATION = 'AWS::SageMaker::EndpointConfig';

const SECRET = 'aws_secretsmanager_secret_version';

const STATE_HAS_SECRET = 'Terraform reads the Hugging Face token, and keeps it in its state as plain text.';

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
    content: `${JSON.stringify(
      module.toJson(
        header.map((line) => inTerraform(line, original)),
        name,
      ),
      null,
      2,
    )}\n`,
    notes: [...module.notes],
  };
}

class Module {
  readonly notes = new Set<string>();
  readonly #template: Template;
  readonly #scope: Scope;
  readonly #resources: Record<string, Json> = {};
  readonly #documents: Json = {};
  readonly #locals: Json = {};
  readonly #secrets: Json = {};

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
      secretOf: (parameter) => this.#secret(parameter),
    };
    for (const [id, condition] of Object.entries(template.Conditions)) {
      this.#locals[snake(id)] = `\${${toExpression(this.#scope, condition)}}`;
    }
  }

  add(id: string, { Type, Condition, DependsOn, Properties }: Resource): void {
    const row = rowOf(Type);
    if ('ScheduledActions' in Properties) this.notes.add(MINIMUM_IS_SCHEDULED);
    const own = snake(id);
    const count = Condition === undefined ? {} : { count: `\${local.${snake(Condition)} ? 1 : 0}` };
    // Keeps its place before what is written beside it.
    this.#put(row.type, own, {});
    const written = this.#write(row.body ?? {}, Properties, own, { row, id, count });
    const named = row.name !== undefined && !(row.name in written) ? { [row.name]: nameOf(row.name, id) } : {};
    const depends = DependsOn === undefined ? [] : [DependsOn].flat();
    this.#put(row.type, own, {
      ...count,
      ...named,
      ...written,
      depends_on: depends.map((other) => this.#addressOf(other)),
      ...(row.isReplaced && { lifecycle: { create_before_destroy: true } }),
      ...('ScheduledActions' in Properties && { lifecycle: { ignore_changes: ['min_capacity'] } }),
    });
  }

  toJson(header: readonly string[], name: string): Json {
    const { Parameters, Outputs } = this.#template;
    this.#waitForPolicies();
    const rest = {
      variable: {
        name: nameVariable(name, this.#resources['aws_sagemaker_endpoint'] !== undefined),
        ...entriesOf(Parameters, variableOf),
      },
      locals: this.#locals,
      data: {
        ...(Object.keys(this.#secrets).length > 0 && { [SECRET]: this.#secrets }),
        ...(Object.keys(this.#documents).length > 0 && { aws_iam_policy_document: this.#documents }),
      },
      resource: this.#resources,
      output: entriesOf(Outputs, ({ Description, Condition, Value: value }) => ({
        description: toJson(this.#scope, Description),
        value: toJson(
          this.#scope,
          Condition === undefined ? value : { 'Fn::If': [Condition, value, { Ref: 'AWS::NoValue' }] },
        ),
      })),
    };
    const text = JSON.stringify(rest);
    const used = ['aws_caller_identity', 'aws_partition', 'aws_region'].filter((type) =>
      text.includes(`data.${type}.`),
    );
    return {
      '//': header,
      terraform: {
        required_version: TERRAFORM_VERSION,
        required_providers: { aws: { source: 'hashicorp/aws', version: PROVIDER_VERSION } },
      },
      ...rest,
      data: { ...Object.fromEntries(used.map((type) => [type, { current: {} }])), ...rest.data },
    };
  }

  /** A role is there before its policies are: what uses it has to wait for them too. */
  #waitForPolicies(): void {
    for (const [type, named] of Object.entries(this.#resources)) {
      for (const [name, { depends_on: depends, ...body }] of Object.entries(named as Record<string, Json>)) {
        const text = JSON.stringify(body);
        const roles = Object.keys(this.#resources['aws_iam_role'] ?? {}).filter((role) =>
          text.includes(`aws_iam_role.${role}`),
        );
        const policies = Object.keys(this.#resources['aws_iam_role_policy'] ?? {}).filter((policy) =>
          roles.some((role) => policy === role || policy.startsWith(`${role}_`)),
        );
        const all = [
          ...(Array.isArray(depends) ? depends : []),
          ...(type === 'aws_iam_role_policy' ? [] : policies.map((policy) => `aws_iam_role_policy.${policy}`)),
        ];
        this.#put(type, name, { ...body, ...(all.length > 0 && { depends_on: all }) });
      }
    }
  }

  /** A parameter without an ARN has no secret. */
  #secret(parameter: string): string {
    const name = snake(parameter);
    this.#secrets[name] = { count: `\${var.${name} == "" ? 0 : 1}`, secret_id: `\${var.${name}}` };
    this.notes.add(STATE_HAS_SECRET);
    return `one(data.${SECRET}.${name}[*].secret_string)`;
  }

  #put(type: string, name: string, body: Json): void {
    this.#resources[type] = { ...this.#resources[type], [name]: body };
  }

  #addressOf(id: string): string {
    const resource = this.#template.Resources[id];
    if (resource === undefined) throw new Error(`The template has no ${id}`);
    return `${rowOf(resource.Type).type}.${snake(id)}`;
  }

  /** The arguments and blocks of an object. `own`: for the names of what is written beside it. */
  #write(body: Body, properties: Fields, own: string, of?: Owner): Json {
    const written: Json = {};
    for (const [property, value] of Object.entries(properties)) {
      const field = body[property] ?? EVERYWHERE[property] ?? snake(property);
      Object.assign(written, this.#field(field, value, own, of));
    }
    return written;
  }

  #field(field: Field, value: Value, own: string, of: Owner | undefined): Json {
    if (typeof field === 'string') {
      if (isStructure(value)) return this.#field({ block: field, body: {} }, value, own, of);
      return { [field]: toJson(this.#scope, value) };
    }
    if ('argument' in field) return { [field.argument]: toJson(this.#scope, value) };
    if ('block' in field) return this.#block(field.block, value, (item) => this.#write(field.body, item, own));
    if ('inline' in field) return this.#write(field.inline, objectIn(value), own);
    if ('map' in field) return { [field.map]: this.#map(value) };
    if ('document' in field) return { [field.document]: this.#document(value, `${own}_${field.document}`) };
    if ('json' in field) return { [field.json]: this.#text(value, `${own}_${field.json}`) };
    if ('target' in field) return this.#target(value);
    if ('each' in field) return this.#each(field, value, own, of);
    this.notes.add(field.missing);
    return {};
  }

  /** Items that may be left out become a `dynamic` block. */
  #block(name: string, value: Value, write: (item: Fields) => Json): Json {
    const items = isList(value) ? value : [value];
    const plain = items.filter((item) => choiceIn(item) === undefined && !isNothing(item));
    const chosen = items.flatMap((item) => choiceIn(item) ?? []);
    const written = plain.map((item) => write(objectIn(item)));
    const dynamic = chosen.map(({ condition, yes, no }) => {
      if (!isNothing(no)) throw new Error(`A block ${name} has two forms`);
      return { for_each: `\${${condition} ? [1] : []}`, content: write(objectIn(yes)) };
    });
    return {
      ...(written.length > 0 && { [name]: written.length === 1 ? written[0] : written }),
      ...(dynamic.length > 0 && { dynamic: { [name]: dynamic.length === 1 ? dynamic[0] : dynamic } }),
    };
  }

  /** `[{ Name, Value }]` as an object. Where an entry may be left out, as an expression that drops it: once, as a local. */
  #map(value: Value): unknown {
    const items = isList(value) ? value : [];
    if (items.every((item) => choiceIn(item) === undefined)) {
      return Object.fromEntries(items.map((item) => [keyOf(item), toJson(this.#scope, objectIn(item)['Value'] ?? '')]));
    }
    const entries = items.map((item) => {
      const { condition, yes } = choiceIn(item) ?? { condition: 'true', yes: item };
      return `${quotedKey(keyOf(yes))} = ${condition} ? ${toExpression(this.#scope, objectIn(yes)['Value'] ?? '')} : null`;
    });
    this.#locals['tags'] = `\${{ for key, value in { ${entries.join(', ')} } : key => value if value != null }}`;
    return '${local.tags}';
  }

  #document(value: Value, name: string): string {
    const statements = objectIn(value)['Statement'] ?? [];
    this.#documents[name] = this.#block('statement', statements, (statement) => this.#statement(statement));
    return `\${data.aws_iam_policy_document.${name}.json}`;
  }

  #statement({ Sid, Effect = 'Allow', Action = [], Resource, Principal, Condition }: Fields): Json {
    const list = (value: Value): unknown => toJson(this.#scope, isList(value) ? value : [value]);
    const principals = Object.entries(objectIn(Principal ?? '')).map(([type, who]) => ({
      type,
      identifiers: list(who),
    }));
    const conditions = Object.entries(objectIn(Condition ?? '')).flatMap(([test, values]) =>
      Object.entries(objectIn(values)).map(([variable, value]) => ({ test, variable, values: list(value) })),
    );
    return {
      ...(Sid !== undefined && { sid: Sid }),
      effect: Effect,
      ...(principals.length > 0 && { principals }),
      actions: list(Action),
      ...(Resource !== undefined && { resources: list(Resource) }),
      ...(conditions.length > 0 && { condition: conditions }),
    };
  }

  #text(value: Value, name: string): string {
    this.#locals[name] = toJson(this.#scope, value);
    return `\${jsonencode(local.${name})}`;
  }

  #target(value: Value): Json {
    const address = this.#addressOf(String(objectIn(value)['Ref']));
    return Object.fromEntries(TARGET.map((key) => [key, `\${${address}.${key}}`]));
  }

  #each(field: Extract<Field, { each: string }>, value: Value, own: string, of: Owner | undefined): Json {
    if (of === undefined) throw new Error(`${field.each} has no resource to belong to`);
    const address = `${of.row.type}.${own}`;
    const items = isList(value) ? value : [];
    for (const [at, item] of items.entries()) {
      const name = items.length === 1 ? own : `${own}_${at + 1}`;
      const parent = Object.entries(field.parent).map(([key, attribute]) => {
        const isOptional = 'count' in of.count;
        return [key, isOptional ? `\${one(${address}[*].${attribute})}` : `\${${address}.${attribute}}`];
      });
      this.#put(field.each, name, {
        ...of.count,
        ...Object.fromEntries(parent),
        ...this.#write(field.body, objectIn(item), name),
      });
    }
    return {};
  }
}

/** The resource that is written. */
interface Owner {
  row: Row;
  id: string;
  count: Json;
}

function rowOf(type: string): Row {
  const row = RESOURCES[type];
  if (row === undefined) throw new Error(`No row for ${type}`);
  return row;
}

/** The endpoint is called as the whole; an alarm also by what it watches. */
const nameOf = (argument: 'name' | 'alarm_name', id: string): string =>
  argument === 'name' ? '${var.name}' : `\${var.name}-${snake(id).replaceAll('_', '-')}`;

const objectIn = (value: Value): Fields => (typeof value === 'object' && !isList(value) ? value : {});

/** A key that is no plain word stands in quotes: `"cost:center"`. */
const quotedKey = (key: string): string => (/^[a-zA-Z_]\w*$/.test(key) ? key : JSON.stringify(key));

const keyOf = (item: Value): string => String(objectIn(item)['Key'] ?? objectIn(item)['Name']);

function entriesOf<T>(record: Readonly<Record<string, T>>, write: (item: T, name: string) => Json): Json {
  return Object.fromEntries(Object.entries(record).map(([id, item]) => [snake(id), write(item, snake(id))]));
}
