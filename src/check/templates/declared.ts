// What templates of every format are read into: resources in CloudFormation's words.

/** Properties as CloudFormation names them. A text in them may stand for what isn't known. */
export type Properties = Readonly<Record<string, unknown>>;

/** The types that are read. Others neither serve a model nor scale one. */
export const READ_TYPES = [
  'AWS::SageMaker::Endpoint',
  'AWS::SageMaker::EndpointConfig',
  'AWS::SageMaker::InferenceComponent',
  'AWS::SageMaker::Model',
  'AWS::SageMaker::Pipeline',
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::ApplicationAutoScaling::ScalingPolicy',
  'AWS::ApplicationAutoScaling::ScheduledAction',
  'AWS::CloudWatch::Alarm',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::StepFunctions::StateMachine',
] as const;
export type ReadType = (typeof READ_TYPES)[number];

export interface Declared {
  readonly type: ReadType;
  /** As its format names it: "Endpoint", "module.chat.aws_sagemaker_endpoint.this[0]". */
  readonly address: string;
  readonly file: string;
  /** What is deployed together: names of one group refer to each other first. */
  readonly group: string;
  readonly format: 'cloudformation' | 'terraform';
  /** Its name in AWS, or a text that stands for it. */
  readonly name: string;
  readonly properties: Properties;
  /** Null where the files don't say it. */
  readonly region: string | null;
  /** Addresses of what is deployed before it. Null where that can't be told. */
  readonly after: ReadonlySet<string> | null;
  /** What isn't known of the resource itself: "Whether it exists: condition HasEndpoint". */
  readonly doubt?: string;
}

export interface ReadTemplates {
  readonly declared: readonly Declared[];
  /** What was there before, where all that declares something is a Terraform plan; else null. */
  readonly prior: readonly Declared[] | null;
  /** Files that are templates, whether SageMaker is in them or not. */
  readonly files: readonly string[];
  /** What isn't read, in sentences: a module, a file in another language. */
  readonly notes: readonly string[];
  /** Files that mention SageMaker or are named, and can't be read. */
  readonly faults: readonly FileFault[];
  /** What is wrong with the parameters that the command line gives. */
  readonly wrong: readonly FileFault[];
}

/** What is wrong with a file. It never quotes the file, which may hold secrets. */
export interface FileFault {
  readonly file: string;
  /** From 1; null where the file as a whole is wrong. */
  readonly line: number | null;
  /** From 1, where a single character is wrong. */
  readonly column?: number | undefined;
  readonly text: string;
}

/** "main.tf, line 3, column 8: expected a value.", without a file "line 3, column 8: expected a value." */
export const faultText = ({ file, line, column, text }: FileFault): string => {
  const places = [file, line && `line ${line}`, column && `column ${column}`].filter(Boolean).join(', ');
  return places === '' ? text : `${places}: ${text}`;
};

export const mentionsSageMaker = (text: string): boolean => /sagemaker/i.test(text);

/** A file's path, with slashes, and its text. */
export interface Document {
  readonly path: string;
  readonly text: string;
  /** The command line names it, so it has to be a template. */
  readonly isNamed?: boolean;
}

export interface ParsedFile {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What a reader of one format makes of its files. */
export interface Read {
  readonly declared: readonly Declared[];
  readonly notes: readonly string[];
  readonly faults?: readonly FileFault[];
}

/** What is known of the stack that a template becomes. */
export interface StackSetting {
  readonly path: string;
  readonly group: string;
  readonly name: string | null;
  readonly region: string | null;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

/** What intrinsic functions refer to: the stack that they stand in. */
export interface Scope {
  /** Tells the stacks of one run apart. */
  readonly id: string;
  /** Counts what a function makes, so that it ends. */
  spend<T>(found: T): T;
  ref(name: string): unknown;
  attribute(resource: string, path: string): unknown;
  /** Undefined where the map has no such keys. */
  mapping(map: string, first: string, second: string): unknown;
  /** Null where it depends on what isn't known. */
  condition(name: string): boolean | null;
  /** What another stack exports; undefined where none does. */
  exported(name: string): unknown;
}
