// A CloudFormation template as plain data, from which the formats are written. Values are in the long JSON form.

/** A value of a template: data, with functions as objects of one key (`{ Ref: 'Image' }`). */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

export interface Parameter {
  readonly Type:
    | 'String'
    | 'Number'
    | 'CommaDelimitedList'
    | 'List<AWS::EC2::Subnet::Id>'
    | 'List<AWS::EC2::SecurityGroup::Id>';
  /** What to enter and why, in one or two sentences. */
  readonly Description: string;
  /** Absent where only the team knows the value: the stack doesn't deploy without one. */
  readonly Default?: string | number;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly string[];
  readonly ConstraintDescription?: string;
  readonly MinValue?: number;
  readonly MaxValue?: number;
  /** Of a list: different members at least, 1 unless stated. CloudFormation can't count them, so its template doesn't have it. */
  readonly least?: number;
}

export interface Resource {
  readonly Type: string;
  readonly DependsOn?: string | readonly string[];
  readonly Properties: { readonly [property: string]: Value };
}

export interface Output {
  readonly Description: string;
  readonly Value: Value;
}

/** Resources that are there once for each text of a list (`Fn::ForEach`), which `&{variable}` and `${variable}` stand for. */
export interface Loop {
  readonly variable: string;
  readonly list: Value;
  readonly resources: Readonly<Record<string, Resource>>;
}

export interface Template {
  readonly Description: string;
  readonly Parameters: Readonly<Record<string, Parameter>>;
  readonly Conditions: Readonly<Record<string, Value>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Loops?: Readonly<Record<string, Loop>>;
  readonly Outputs: Readonly<Record<string, Output>>;
}

/** What one subject adds to a template. Parts are merged in order, which is the order of the text. */
export interface Part {
  readonly parameters?: Readonly<Record<string, Parameter>>;
  readonly conditions?: Readonly<Record<string, Value>>;
  readonly resources?: Readonly<Record<string, Resource>>;
  readonly loops?: Readonly<Record<string, Loop>>;
  readonly outputs?: Readonly<Record<string, Output>>;
  /** What the deployer should know and no property says, in sentences. */
  readonly notes?: readonly string[];
  readonly images?: readonly ProposedImage[];
}

/** What a container runs, where nothing is entered. */
export interface ProposedImage {
  /** What sentences call it: "the model", "container 2". */
  readonly container: string;
  /** Null where nothing vouches for one: then it has to be entered. */
  readonly image: string | null;
  readonly why: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** One template of several parts. Parameters without a default come first: they are what has to be entered. */
export function templateOf(description: string, parts: readonly Part[]): Template {
  const parameters = Object.entries(merged(parts, 'parameters'));
  const isRequired = ([, { Default }]: [string, Parameter]): boolean => Default === undefined;
  return {
    Description: description,
    Parameters: Object.fromEntries([
      ...parameters.filter(isRequired),
      ...parameters.filter((entry) => !isRequired(entry)),
    ]),
    Conditions: merged(parts, 'conditions'),
    Resources: merged(parts, 'resources'),
    ...(parts.some(({ loops }) => loops) && { Loops: merged(parts, 'loops') }),
    Outputs: merged(parts, 'outputs'),
  };
}

function merged<K extends 'parameters' | 'conditions' | 'resources' | 'loops' | 'outputs'>(
  parts: readonly Part[],
  key: K,
): NonNullable<Part[K]> {
  return Object.assign({}, ...parts.map((part) => part[key] ?? {}));
}

export type Statement = Readonly<Record<string, Value>>;

export const allow = (Sid: string, Action: Value, Resource: Value): Statement => ({
  Sid,
  Effect: 'Allow',
  Action,
  Resource,
});

/** The value of a parameter or a pseudo parameter; of a resource what CloudFormation returns for it, often its ARN. */
export const ref = (id: string): Value => ({ Ref: id });

export const getAtt = (id: string, attribute: string): Value => ({ 'Fn::GetAtt': [id, attribute] });

/** A text with `${Parameter}` and `${Resource.Attribute}` in it, and `${Name}` for each of the values. */
export const sub = (text: string, values?: Readonly<Record<string, Value>>): Value => ({
  'Fn::Sub': values === undefined ? text : [text, values],
});

export const iff = (condition: string, yes: Value, no: Value): Value => ({ 'Fn::If': [condition, yes, no] });

/** As the value of a property: the property is left out. */
export const NO_VALUE = ref('AWS::NoValue');

/** One of the pieces between the separators, counted from 0. */
export const piece = (index: number, separator: string, text: Value): Value => ({
  'Fn::Select': [index, { 'Fn::Split': [separator, text] }],
});

export const isGiven = (parameter: string): Value => ({ 'Fn::Not': [{ 'Fn::Equals': [ref(parameter), ''] }] });
