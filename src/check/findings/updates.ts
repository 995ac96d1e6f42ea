import { page } from '../../account/findings/rule.ts';
import { joinClauses } from '../../wording/sentences.ts';
import { Fields } from '../fields.ts';
import { reasonsIn } from '../templates/unknown-text.ts';
import type { TemplateRule } from './finding.ts';

const CONFIG = page(
  'AWS::SageMaker::EndpointConfig',
  'AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-endpointconfig',
);
const ENDPOINT = page(
  'AWS::SageMaker::Endpoint',
  'AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-endpoint',
);

/** What a stack keeps from one deployment to the next. */
const SAME = /^(?:parameter |AWS::)/;
/** Parameters that get another value with each deployment, by their names. */
const ANEW =
  /(?:[ a-z\d_-])(?:Version|Commit|Sha|SHA|Hash|Build|Time|Date|Revision|Suffix|Random|Unique|Uuid|UUID|Run|Tag|Release|Package|Job|Execution|Digest)/;

/** What the next deployment runs into. */
export const UPDATE_RULES: readonly TemplateRule[] = [
  {
    code: 'template-fixed-name',
    severity: 'warning',
    source: CONFIG,
    find({ served: { config, endpoint } }) {
      if (config === null || endpoint === null || config.format !== 'cloudformation') return [];
      const name = new Fields(config.properties).raw('EndpointConfigName');
      const made = reasonsIn(name ?? '');
      if (name === undefined || !made.every((part) => SAME.test(part) && !ANEW.test(part))) return [];
      const of = made.length === 0 ? '' : `, made of ${joinClauses(made, 'and')}`;
      return [
        `${config.address} has a fixed name${of}. A change replaces it, and the new one can't have the name of the old one.`,
      ];
    },
  },
  {
    code: 'template-count-reset',
    severity: 'note',
    source: ENDPOINT,
    find({ served: { endpoint, targets } }) {
      if (endpoint?.format !== 'cloudformation' || targets.length === 0) return [];
      if (new Fields(endpoint.properties).has('RetainAllVariantProperties')) return [];
      if (!targets.some(({ properties }) => String(properties['ScalableDimension']).endsWith('InstanceCount')))
        return [];
      return ['A deployment sets the count back to InitialInstanceCount. Set RetainAllVariantProperties to keep it.'];
    },
  },
];
