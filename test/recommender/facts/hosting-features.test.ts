import { describe, expect, it } from 'vitest';
import {
  FEATURE_FIGURES,
  HOST_IMAGES,
  HOSTING_FEATURES,
  type HostingFeature,
  MEASURING_JOB_REGIONS,
  OLDER_DRIVERS,
  SDK_VERSION,
} from '../../../src/recommender/facts/hosting-features.ts';
import { INSTANCE_TYPE_NAMES } from '../../../src/recommender/facts/instance-types.ts';
import { QUOTAS } from '../../../src/recommender/facts/quotas.ts';
import type { Source } from '../../../src/recommender/facts/sources.ts';
import { docOf, enumOf, membersOf, type SdkPackage, versionOf } from '../../support/aws-sdk.ts';

const RUNTIME: SdkPackage = '@aws-sdk/client-sagemaker-runtime';
const rows = Object.entries<HostingFeature>(HOSTING_FEATURES);
const withSetting = rows.flatMap(([id, { setting, sdk }]) => (setting ? [[id, setting, sdk] as const] : []));

const packageOf = (name: string): SdkPackage => (name.startsWith('Invoke') ? RUNTIME : '@aws-sdk/client-sagemaker');

describe("AWS's SDK", () => {
  it('is the version that the rows name: 3.1142.0', () => {
    expect(versionOf('@aws-sdk/client-sagemaker')).toBe(SDK_VERSION);
  });

  it.each(withSetting)('has the setting of %s, or lacks it, as the row says', (_id, [name, member], sdk) => {
    expect(membersOf(name, packageOf(name)).includes(member)).toBe(sdk === 'yes');
  });

  it('lacks the GPU partitions of an endpoint alone', () => {
    expect(rows.filter(([, { sdk }]) => sdk === 'no').map(([id]) => id)).toEqual(['gpuPartitions']);
  });

  it('knows both host images, PREFIX_AWARE, and 128,000 bytes of an inline body', () => {
    expect(enumOf('ProductionVariantInferenceAmiVersion')).toEqual(expect.arrayContaining(Object.values(HOST_IMAGES)));
    expect(enumOf('RoutingStrategy')).toContain('PREFIX_AWARE');
    expect(docOf('InvokeEndpointAsyncInput', 'Body', RUNTIME)).toContain(
      `up to ${FEATURE_FIGURES.inlineBodyBytes.toLocaleString('en-US')}`,
    );
  });

  it('turns detailed observability on for new endpoint configurations', () => {
    expect(docOf('MetricsConfig', 'EnableDetailedObservability')).toContain(
      'default value for new endpoint configurations is True',
    );
    expect(docOf('MetricsConfig', 'EnableEnhancedMetrics')).toContain('The default is False');
  });
});

describe('the figures', () => {
  it.each([
    ['at most 5 instance pools', 'instancePools', '1 to 5 instance types'],
    ['128,000 bytes inline', 'inlineBody', '128,000 bytes'],
    ['3 types in a recommendation job, 7 Regions', 'recommendationJob', 'at most 3 instance types'],
    ['1,000 concurrent requests', 'serverlessAccount', '1,000 concurrent requests or 500, by Region, and 50 endpoints'],
  ] as const)('are %s', (_what, id, text) => expect(HOSTING_FEATURES[id].what).toContain(text));

  it('are those of the sentences: 128,000 and 1,000', () => {
    expect(FEATURE_FIGURES.inlineBodyBytes).toBe(128_000);
    expect(QUOTAS.serverlessAccountConcurrency.value).toBe(1000);
  });

  it('are disputed where AWS contradicts itself: the quotas of a new account, and the host image', () => {
    const disputed = rows.filter(([, row]) => row.disputed !== undefined).map(([id]) => id);
    expect(disputed).toEqual(['hostImage', 'serverlessAccount']);
    expect(HOSTING_FEATURES.serverlessAccount.disputed.says).toBe(
      'New accounts: 10 concurrent requests and 5 endpoints.',
    );
  });

  it('are 7 Regions with AI recommendation and benchmark jobs', () => {
    expect(MEASURING_JOB_REGIONS.size).toBe(7);
    expect(MEASURING_JOB_REGIONS.has('eu-west-2')).toBe(false);
  });

  it('are drivers of families that there are', () => {
    const families = new Set(INSTANCE_TYPE_NAMES.map((type) => type.split('.')[1]));
    expect(Object.keys(OLDER_DRIVERS).filter((family) => !families.has(family))).toEqual([]);
    expect(Object.keys(OLDER_DRIVERS)).toHaveLength(9);
  });
});

const linked = ({ title, url, date }: Source): string => `[${title.replace(/, SageMaker.*/, '')}](${url}), ${date}`;

function rowOf({ name, what, setting, sdk, cloudFormation, terraform, source, disputed }: HostingFeature): string {
  const contrary = disputed ? ` *Disputed*: ${disputed.says} (${linked(disputed.source)})` : '';
  const reach = Object.entries({ SDK: sdk, CloudFormation: cloudFormation, Terraform: terraform });
  const setIn = reach.flatMap(([name, is]) => (is === 'yes' ? name : is === 'not known' ? `${name}?` : []));
  const api = setting ? `\`${setting.join('.')}\`: ${setIn.join(', ') || 'API'}` : '–';
  return `| ${[name, what + contrary, api, linked(source)].join(' | ')} |`;
}

describe('docs/aws-features.md', () => {
  it('lists every row with its source and date', async () => {
    const page = [
      '# Features of AWS that answers speak of',
      '',
      'From `src/recommender/facts/hosting-features.ts`. *Set in* names the field of the API and what has it, *API* where nothing else does:',
      `\`@aws-sdk/client-sagemaker\` ${SDK_VERSION} (2026-09-29) and \`@aws-sdk/client-sagemaker-runtime\` 3.1164.0, CloudFormation's`,
      "schema of 2026-11-10 (`aws-cdk-lib` 2.276.0), the Terraform provider's pages at 00c59d9f (2026).",
      '',
      '| Feature | What it does | Set in | Source, read |',
      '| --- | --- | --- | --- |',
      ...rows.map(([, row]) => rowOf(row)),
      '',
    ].join('\n');
    await expect(page).toMatchFileSnapshot('../../../docs/aws-features.md');
  });
});
