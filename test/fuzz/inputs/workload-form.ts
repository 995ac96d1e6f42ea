import fc from 'fast-check';
import { VIEWS } from '../../../src/slack/ids.ts';
import { anyValues, FIRST_BLOCKS, FORM_BLOCKS, formMetadata, goodValues, oddMetadata, valuesOf } from './form-parts.ts';
import type { Drawn } from './input.ts';
import { type Body, interaction, type Person, person, viewOf } from './people.ts';

const submitted = (who: Person, metadata: string, values: Body, blocks: readonly unknown[]): Drawn => ({
  kind: 'form',
  expectsWords: false,
  body: {
    ...interaction(who),
    type: 'view_submission',
    view: viewOf(VIEWS.workload, metadata, values, blocks),
    response_urls: [],
  },
});

const good = person.chain((who) =>
  fc
    .tuple(formMetadata(who), goodValues(who))
    .map(([metadata, values]) => submitted(who, metadata, values, FORM_BLOCKS)),
);

const any = person.chain((who) =>
  fc
    .tuple(fc.oneof(formMetadata(who), oddMetadata), anyValues)
    .map(([metadata, values]) => submitted(who, metadata, values, FORM_BLOCKS)),
);

/** Its error would be at a question that is out of sight, so the form has to show it at the top. */
const outOfSight = person.chain((who) =>
  fc
    .tuple(formMetadata(who), fc.constantFrom('<!channel>', '<!here>', '<https://evil.example|aws>'))
    .map(([metadata, region]) => submitted(who, metadata, valuesOf({ name: 'churn', region }), FIRST_BLOCKS)),
);

/** The form, submitted: half of them can be taken. */
export const workloadForm: fc.Arbitrary<Drawn> = fc.oneof(
  { weight: 5, arbitrary: good },
  { weight: 4, arbitrary: any },
  { weight: 1, arbitrary: outOfSight },
);
