import { formatSeconds, QUOTAS, WAKE_ALARM_POINTS } from '../../recommender/index.ts';
import { type Builder, type DeploymentFacts, instanceOf } from '../facts.ts';
import { ADAPTER_RANK } from '../images/environment.ts';
import { startUpTimeouts } from '../images/serving-image.ts';
import { ANY, alarm } from '../parts/alarms.ts';
import { callerTimeout } from '../parts/answering.ts';
import { type Counts, countsOf, isSized } from '../parts/counts.ts';
import { endpointPart, volumeSize } from '../parts/endpoint.ts';
import { hostDriver } from '../parts/host.ts';
import { logGroup } from '../parts/logs.ts';
import { type Container, containerOf, modelResource } from '../parts/model.ts';
import { archiveParameter, folderParameter } from '../parts/model-data.ts';
import { MAIN } from '../parts/names.ts';
import { networkPart, networkProperties, networkStatements } from '../parts/network.ts';
import { operated } from '../parts/operated.ts';
import { capacityOf } from '../parts/pools.ts';
import { executionRole, executionRoleArn, readFolder, readObjects } from '../parts/role.ts';
import { componentRollout } from '../parts/rollout.ts';
import { type Bounds, loadMetric, scalableTarget, trackingPolicy, wakePolicy } from '../parts/scaling.ts';
import { raisedMinimumPart } from '../parts/schedule.ts';
import { rollbackAlarms, servingAlarms } from '../parts/serving-alarms.ts';
import { getAtt, type Parameter, type Part, type Resource, ref, sub, type Value } from '../template.ts';

/** Models that share instances, each with its own copies; or adapters over one base. Copies go to zero where that is the choice. */
export const inferenceComponents: Builder = (facts) => {
  const { serving, shown } = facts;
  const { isAdapters, models } = serving;
  const numbers = Array.from({ length: shown }, (_, at) => at + 1);
  const served = isAdapters
    ? [{ component: BASE, container: containerOf(facts, 'the base model') }]
    : numbers.map((number) => modelOf(facts, number));
  const isLooped = isAdapters && models > shown;
  const adapters = isAdapters && !isLooped ? numbers.map(adapterOf) : [];
  const counts = countsOf(facts);
  const copies = copiesOf(facts);
  return [
    ...served.map(({ container }) => container.part),
    ...adapters.map(({ part }) => part),
    capacityOf(facts).part,
    counts.part,
    copies.part,
    networkPart(facts),
    executionRole(facts, [
      ...served.flatMap(({ container }) => container.statements),
      ...adapters.map(({ statement }) => statement),
      ...(isLooped ? [readFolder(ADAPTERS)] : []),
      ...networkStatements(facts),
    ]),
    ...served
      .filter(needsModel)
      .map(({ component, container }) => modelResource(facts, `${component.id}Model`, [container])),
    endpointPart(facts, [variant(facts, counts)], [], {
      ExecutionRoleArn: executionRoleArn(facts),
      ...networkProperties(facts),
    }),
    ...served.map((model) => componentPart(facts, model, copies)),
    ...adapters.map(({ component, url }) => ({ resources: adapterResource(component, ref(url)) })),
    ...(isLooped ? [adapterLoop(facts)] : []),
    ...operated(facts),
    {
      resources: Object.assign({}, ...[...served, ...adapters].map(({ component }) => alarmsOf(facts, component))),
    },
    namesPart([...served, ...adapters].map(({ component }) => component.suffix).concat(isLooped ? 'NAME' : [])),
    callerTimeout(facts),
    {
      notes: [
        ...(isAdapters ? [] : restNotes(models, shown)),
        ...zeroNotes(facts),
        ...(facts.isTerse ? [TERSE_NOTE] : []),
        COUNT_NOTE,
      ],
    },
  ];
};

/** A component: its logical ID, and the end of its name. */
interface Component {
  readonly id: string;
  readonly of: string;
  readonly suffix: string;
}

interface ServedModel {
  readonly component: Component;
  readonly container: Container;
}

/** A component takes an image and an archive as they are. Files come by a model alone. */
const needsModel = ({ container }: ServedModel): boolean => container.definition['ModelDataUrl'] === undefined;

function runsOf(model: ServedModel): Record<string, Value> {
  if (needsModel(model)) return { ModelName: getAtt(`${model.component.id}Model`, 'ModelName') };
  const { ModelDataUrl, ...container } = model.container.definition;
  return { Container: { ...container, ArtifactUrl: ModelDataUrl ?? '' } };
}

const BASE: Component = { id: 'Base', of: 'the base model', suffix: 'base' };

function modelOf(facts: DeploymentFacts, number: number): ServedModel {
  const imageId = facts.workload.modelsShareContainer === true ? '' : String(number);
  const only = facts.serving.models === 1;
  const component = only
    ? { id: '', of: 'the model', suffix: 'model' }
    : { id: `Model${number}`, of: `model ${number}`, suffix: `model-${number}` };
  const id = only ? '' : String(number);
  return { component, container: containerOf(facts, component.of, { id, imageId: only ? '' : imageId }) };
}

/** The name is ours: the resource has no attribute with it, and every dimension and target needs it. */
const nameOf = ({ suffix }: Component): Value => sub(`\${AWS::StackName}-${suffix}`);

function variant(facts: DeploymentFacts, { min, start, max }: Counts): Value {
  return {
    VariantName: MAIN,
    ...capacityOf(facts).properties,
    InitialInstanceCount: start,
    ManagedInstanceScaling: { Status: 'ENABLED', MinInstanceCount: min, MaxInstanceCount: max },
    RoutingConfig: { RoutingStrategy: 'LEAST_OUTSTANDING_REQUESTS' },
    ...hostDriver(facts).properties,
    ...volumeSize(facts),
  };
}

/** The copies of each model: numbers, or parameters where nothing says how many the load takes. */
interface Copies {
  readonly start: Value;
  /** Undefined where there is room for no more than the least. */
  readonly max: Value | undefined;
  /** In the busy hours, where scheduled actions raise the minimum for them. */
  readonly busyMin?: Value | undefined;
  readonly part: Part;
}

const minCopies = ({ serving }: DeploymentFacts): number => (serving.scaling === 'scale-to-zero' ? 0 : 1);

function copiesOf(facts: DeploymentFacts): Copies {
  const { start = 1, max = 1, busyMin } = facts.serving.copies ?? {};
  const isFixed = facts.serving.scaling === 'fixed';
  if (isSized(facts)) {
    const part =
      busyMin === undefined
        ? {}
        : raisedMinimumPart(facts.workload, { min: minCopies(facts), busyMin, of: 'copies of the model' });
    return { start, max: isFixed || max <= minCopies(facts) ? undefined : max, busyMin, part };
  }
  const name = isFixed ? 'CopyCount' : 'MaxCopyCount';
  const each = facts.serving.isAdapters ? 'the base model' : 'each model';
  const Description = `Copies of ${each}${isFixed ? '' : ' at most'}, as many as the instances have room for.`;
  const parameter: Parameter = { Type: 'Number', Description, MinValue: isFixed ? 1 : minCopies(facts) + 1 };
  const part: Part = { parameters: { [name]: parameter } };
  if (isFixed) return { start: ref(name), max: undefined, part };
  if (busyMin === undefined) return { start: 1, max: ref(name), part };
  const raised = raisedMinimumPart(facts.workload, { of: 'copies' });
  const BusyMinCopyCount: Parameter = {
    Type: 'Number',
    Description: `Copies of ${each} at least in the busy hours, as many as most of them take.`,
    MinValue: 2,
  };
  const parameters = { ...part.parameters, BusyMinCopyCount, ...raised.parameters };
  return { start: 1, max: ref(name), busyMin: ref('BusyMinCopyCount'), part: { ...raised, parameters } };
}

function componentPart(facts: DeploymentFacts, model: ServedModel, { start, max, busyMin }: Copies): Part {
  const { component } = model;
  const { accelerators = 0, memoryMB = 0 } = facts.serving.copies ?? {};
  const timeouts = startUpTimeouts(facts);
  const logs = `${component.id}Logs`;
  return {
    resources: {
      ...(!facts.isTerse && { [logs]: logGroup(`InferenceComponents/\${AWS::StackName}-${component.suffix}`) }),
      [`${component.id}Component`]: {
        Type: 'AWS::SageMaker::InferenceComponent',
        ...(!facts.isTerse && { DependsOn: logs }),
        Properties: {
          InferenceComponentName: nameOf(component),
          EndpointName: getAtt('Endpoint', 'EndpointName'),
          VariantName: MAIN,
          Specification: {
            ...runsOf(model),
            ComputeResourceRequirements: {
              ...(accelerators > 0 && { NumberOfAcceleratorDevicesRequired: accelerators }),
              MinMemoryRequiredInMb: memoryMB,
            },
            ...(Object.keys(timeouts).length > 0 && { StartupParameters: timeouts }),
          },
          RuntimeConfig: { CopyCount: start },
          ...componentRollout(facts, rollbackAlarms(facts, [component.id])),
        },
      },
      ...(max !== undefined && scaling(facts, component, { min: minCopies(facts), max, busyMin })),
    },
  };
}

/** Seconds in which the failures of callers may wake one copy, and no second one. */
const WAKE_COOL_DOWN = 60;

function scaling(facts: DeploymentFacts, component: Component, bounds: Bounds): Record<string, Resource> {
  const { id } = component;
  const { metric, target, outCoolDown } = loadMetric(facts, facts.serving.copies?.atOnce ?? 1, 'component');
  const coolDowns = { out: outCoolDown, in: QUOTAS.componentScaleInCoolDown.value };
  const resourceId = sub(`inference-component/\${AWS::StackName}-${component.suffix}`);
  return {
    [`${id}Target`]: scalableTarget(
      'sagemaker:inference-component:DesiredCopyCount',
      resourceId,
      bounds,
      `${id}Component`,
    ),
    [`${id}LoadPolicy`]: trackingPolicy('follow-load', `${id}Target`, metric, target, coolDowns),
    ...(bounds.min === 0 && wakeUp(component)),
  };
}

/** At zero requests fail, and their failures wake one copy (DG endpoint-auto-scaling-zero-instances, 2026-09). */
const wakeUp = (component: Component): Record<string, Resource> => ({
  [`${component.id}WakePolicy`]: wakePolicy(`${component.id}Target`, WAKE_COOL_DOWN),
  [`${component.id}WakeAlarm`]: alarm({
    description: `A request for ${component.of} failed because no copy runs: adds one. Callers retry.`,
    metric: 'NoCapacityInvocationFailures',
    dimensions: { InferenceComponentName: nameOf(component) },
    ...ANY,
    points: [WAKE_ALARM_POINTS.components, WAKE_ALARM_POINTS.components],
    triggers: ref(`${component.id}WakePolicy`),
  }),
});

const alarmsOf = (facts: DeploymentFacts, component: Component): Record<string, Resource> =>
  servingAlarms(facts, {
    dimensions: { InferenceComponentName: nameOf(component) },
    id: component.id,
    of: component.of,
  });

/** An adapter: its weights alone, since it runs in the copies of its base. */
function adapterOf(number: number) {
  const url = `AdapterUrl${number}`;
  return {
    component: { id: `Adapter${number}`, of: `adapter ${number}`, suffix: `adapter-${number}` },
    url,
    part: {
      parameters: {
        [url]: archiveParameter(
          `S3 address of the tar.gz of adapter ${number}. LMI takes a rank of at most ${ADAPTER_RANK}.`,
        ),
      },
    },
    statement: readObjects(url),
  };
}

/** It states no compute and no variant (DG realtime-endpoints-adapt, 2026-09). */
const adapterResource = (component: Component, ArtifactUrl: Value): Record<string, Resource> => ({
  [`${component.id}Component`]: {
    Type: 'AWS::SageMaker::InferenceComponent',
    DependsOn: 'BaseComponent',
    Properties: {
      InferenceComponentName: nameOf(component),
      EndpointName: getAtt('Endpoint', 'EndpointName'),
      Specification: { BaseInferenceComponentName: nameOf(BASE), Container: { ArtifactUrl } },
    },
  },
});

const ADAPTERS = 'AdaptersUri';

/** More adapters than anybody enters one by one: a list of names, and a folder that has the files. */
function adapterLoop(facts: DeploymentFacts): Part {
  const each: Component = { id: 'Adapter&{Adapter}', of: 'an adapter', suffix: '${Adapter}' };
  const names = Array.from({ length: facts.serving.models }, (_, at) => `adapter-${at + 1}`);
  return {
    parameters: {
      [ADAPTERS]: folderParameter(
        `S3 prefix that has the tar.gz of each adapter by its name, such as adapter-1.tar.gz. LMI takes a rank of at most ${ADAPTER_RANK}.`,
      ),
      AdapterNames: {
        Type: 'CommaDelimitedList',
        Description: "Names of the adapters. Their components are called by the stack's name, a hyphen and theirs.",
        Default: names.join(','),
        AllowedPattern: '^[a-zA-Z][a-zA-Z0-9-]*$',
        ConstraintDescription: 'Letters, digits and hyphens, after a letter.',
      },
    },
    loops: {
      Adapters: {
        variable: 'Adapter',
        list: ref('AdapterNames'),
        resources: {
          ...adapterResource(each, sub(`\${${ADAPTERS}}\${Adapter}.tar.gz`)),
          ...alarmsOf(facts, each),
        },
      },
    },
    notes: ['Deploy the template with CAPABILITY_AUTO_EXPAND: AWS::LanguageExtensions writes out its loop.'],
  };
}

const namesPart = (suffixes: readonly string[]): Part => ({
  outputs: {
    InferenceComponentNames: {
      Description: "InferenceComponentName to invoke, in order. At most 63 characters each, the stack's name included.",
      Value: sub(suffixes.map((suffix) => `\${AWS::StackName}-${suffix}`).join(', ')),
    },
  },
});

/** What callers and the first bill see of a start and of zero. */
function zeroNotes(facts: DeploymentFacts): string[] {
  const { scaling, times } = facts.serving;
  if (scaling !== 'scale-to-zero') return [];
  const { start } = instanceOf(facts);
  const instances = !isSized(facts) ? 'its instances' : start === 1 ? '1 instance' : `${start} instances`;
  return [
    `Have callers retry: requests fail for about ${formatSeconds(times?.wakeUpSeconds ?? 0)} while it wakes from zero.`,
    `The first deployment bills ${instances} until auto scaling takes unused copies to zero.`,
  ];
}

/** What the template has no room for. */
const TERSE_NOTE =
  'The log groups of the components, /aws/sagemaker/InferenceComponents/NAME, are made by SageMaker: set their retention.';

const COUNT_NOTE = 'A deployment that changes a component sets its copies back to those at creation; scaling follows.';

function restNotes(models: number, shown: number): string[] {
  if (models <= shown) return [];
  return [
    `The template has the first ${shown} of ${models} models. Add each of the others with CreateInferenceComponent, with the same endpoint, variant and Specification as the last one.`,
  ];
}
