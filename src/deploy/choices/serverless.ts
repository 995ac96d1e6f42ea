import { QUOTAS } from '../../recommender/index.ts';
import type { Builder, DeploymentFacts } from '../facts.ts';
import { failedStartsAlarm } from '../parts/alarms.ts';
import { callerTimeout } from '../parts/answering.ts';
import { grantVolumes } from '../parts/encryption.ts';
import { endpointPart, volumeKey } from '../parts/endpoint.ts';
import { containerOf, modelResource } from '../parts/model.ts';
import { MAIN } from '../parts/names.ts';
import { operated } from '../parts/operated.ts';
import { executionRole } from '../parts/role.ts';
import {
  apiCall,
  busyHours,
  schedule,
  scheduleParameter,
  schedulerPart,
  timeZoneParameter,
} from '../parts/schedule.ts';
import { rollbackAlarms, variantAlarms } from '../parts/serving-alarms.ts';
import { allow, getAtt, type Part, type Resource, ref, sub, type Value } from '../template.ts';

/** Capacity that comes with the request; kept warm on a schedule where no cold start is accepted. */
export const serverless: Builder = (facts) => {
  const container = containerOf(facts, 'the model');
  const provisioned = facts.serving.serverless?.provisionedConcurrency ?? null;
  return [
    container.part,
    executionRole(facts, container.statements),
    modelResource(facts, 'Model', [container]),
    endpointPart(facts, [variant(facts, provisioned)], rollbackAlarms(facts, [''])),
    ...(provisioned === null ? [] : [schedulePart(facts)]),
    ...operated(facts),
    { resources: variantAlarms(facts, MAIN, '', 'the endpoint') },
    callerTimeout(facts),
    quotaPart(facts),
  ];
};

/** AWS's guide says what a Region can have, Service Quotas what a new account gets. */
function quotaPart({ serving, warned }: DeploymentFacts): Part {
  const asked = Number(serving.serverless?.maxConcurrency) * serving.endpoints;
  const atStart = QUOTAS.serverlessAccountConcurrency.disputed.value;
  if (asked <= atStart || warned.has('account-concurrency-may-be-lower')) return {};
  return {
    notes: [
      `MaxConcurrency takes ${asked} of the account's concurrent serverless requests, and a new account has ${atStart}: raise that quota before you deploy.`,
    ],
  };
}

function variant({ serving }: DeploymentFacts, provisioned: number | null): Value {
  const { memorySizeInMB = 0, maxConcurrency = 0 } = serving.serverless ?? {};
  return {
    VariantName: MAIN,
    ModelName: getAtt('Model', 'ModelName'),
    ServerlessConfig: {
      MemorySizeInMB: memorySizeInMB,
      MaxConcurrency: maxConcurrency,
      ...(provisioned !== null && { ProvisionedConcurrency: provisioned }),
    },
  };
}

/**
 * Provisioned concurrency is removed only by a configuration without it (DG serverless-endpoints-update, 2026-09), and scaling
 * it goes to 1 at least. So schedules switch between two configurations. The endpoint names the warm one, which changes with
 * every change of the other: neither is ever deleted while it is in use.
 */
function schedulePart(facts: DeploymentFacts): Part {
  const hours = busyHours(facts.workload);
  return {
    parameters: {
      WarmUpSchedule: scheduleParameter(
        'When provisioned concurrency is added: some minutes before the busy hours.',
        hours?.start,
      ),
      CoolDownSchedule: scheduleParameter(
        'When provisioned concurrency is removed: at the end of the busy hours.',
        hours?.end,
      ),
      TimeZone: timeZoneParameter(facts.workload),
    },
    resources: {
      IdleEndpointConfig: {
        Type: 'AWS::SageMaker::EndpointConfig',
        Properties: { ...volumeKey(facts), ProductionVariants: [variant(facts, null)] },
      },
      ...schedulerPart(
        facts,
        allow('SwitchConfigurations', 'sagemaker:UpdateEndpoint', [
          ref('Endpoint'),
          ref('EndpointConfig'),
          ref('IdleEndpointConfig'),
        ]),
        ...grantVolumes(facts),
      ).resources,
      WarmUp: switchTo('EndpointConfig', 'Adds provisioned concurrency', 'WarmUpSchedule'),
      CoolDown: switchTo('IdleEndpointConfig', 'Removes provisioned concurrency', 'CoolDownSchedule'),
      NotSwitched: failedStartsAlarm(
        'A schedule could not switch provisioned concurrency. The request is in the queue.',
      ),
    },
    notes: ['After each deployment the endpoint is warm until the next cool-down.'],
  };
}

const switchTo = (configuration: string, description: string, expression: string): Resource =>
  schedule(
    description,
    expression,
    apiCall('sagemaker:updateEndpoint'),
    sub(
      `{"EndpointName": "\${Endpoint.EndpointName}", "EndpointConfigName": "\${${configuration}.EndpointConfigName}"}`,
    ),
  );
