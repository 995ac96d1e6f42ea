import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateView } from '../../../local-workspace/block-kit/validate.ts';
import { createAdvisor } from '../../../src/advice/advisor.ts';
import { createLogger } from '../../../src/logger.ts';
import { buildFromEndpoint, ENDPOINT_BLOCKS } from '../../../src/slack/account/endpoint-views.ts';
import type { AccountReader } from '../../../src/slack/account/reader.ts';
import { handleFromEndpointView } from '../../../src/slack/listeners/endpoint.ts';
import type { ListenerParts } from '../../../src/slack/listeners/parts.ts';
import { openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';

const PASTE = JSON.stringify({
  EndpointConfigName: 'fraud',
  ProductionVariants: [{ VariantName: 'v', ModelName: 'm', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 1 }],
});
const METADATA = JSON.stringify({ form: { draftId: 'd', channelId: 'C0ML' } });
const FAULT = "I couldn't do this. Try again. Reference: none";

const broken: AccountReader = { findEndpoint: () => Promise.reject(new Error('the SDK failed to load')) };

describe('a fault while an endpoint is read in the dialog', () => {
  let database: TestDatabase;
  let failures: number;
  let updated: unknown[];
  beforeEach(async () => {
    database = await openTestDatabase('embedded');
    failures = 0;
    updated = [];
  });
  afterEach(() => database.close());

  /** Submits a view. Returns what it was acknowledged with. */
  async function submit(view: object): Promise<unknown[]> {
    const acknowledged: unknown[] = [];
    const interactive = { views: { update: async ({ view: next }: { view: unknown }) => updated.push(next) } };
    const logger = createLogger({ level: 'fatal' });
    const onFailed = () => {
      failures += 1;
    };
    const parts = { db: database.db, logger, account: broken, advisor: createAdvisor(), interactive, onFailed };
    await handleFromEndpointView(parts as unknown as ListenerParts)({
      body: { user: { id: 'U1' } },
      view: { id: 'V1', private_metadata: METADATA, blocks: buildFromEndpoint(METADATA).blocks, ...view },
      ack: async (answer: unknown) => acknowledged.push(answer),
      context: { teamId: 'T1' },
    } as unknown as Parameters<ReturnType<typeof handleFromEndpointView>>[0]);
    return acknowledged;
  }
  const typed = (block: string, value: string) => ({ state: { values: { [block]: { value: { value } } } } });
  const breakDatabase = () => database.db.schema.dropTable('slack_measured').execute();

  it('leaves what was pasted, and is told beside the first input: the database failed', async () => {
    await breakDatabase();
    const answers = await submit(typed(ENDPOINT_BLOCKS.pasted[0], PASTE));
    expect(answers).toEqual([{ response_action: 'errors', errors: { [ENDPOINT_BLOCKS.name]: FAULT } }]);
    expect(failures).toBe(1);
  });

  it('brings back the dialog with the typed name: reading AWS failed', async () => {
    await submit(typed(ENDPOINT_BLOCKS.name, 'fraud'));
    expect(JSON.stringify(updated)).toContain(FAULT);
    expect(JSON.stringify(updated)).toContain('"initial_value":"fraud"');
    expect(failures).toBe(1);
  });

  it('is told in the place of what was read, which has no input', async () => {
    const [shown] = await submit(typed(ENDPOINT_BLOCKS.pasted[0], PASTE));
    await breakDatabase();
    const { view } = shown as { view: object };
    const [answer] = await submit({ ...view, state: { values: {} } });
    const { view: next } = answer as { view: object };
    expect(validateView(next)).toEqual([]);
    expect(JSON.stringify(next)).toContain(FAULT);
    expect(failures).toBe(1);
  });
});
