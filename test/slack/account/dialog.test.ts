import type { Context } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { validateView } from '../../../local-workspace/block-kit/validate.ts';
import { createAdvisor } from '../../../src/advice/advisor.ts';
import { createLogger } from '../../../src/logger.ts';
import { ENDPOINT_BLOCKS } from '../../../src/slack/account/answer.ts';
import { type FormDesk, handleEndpointReadView, handleFromEndpointView } from '../../../src/slack/account/dialog.ts';
import type { AccountReader } from '../../../src/slack/account/reader.ts';
import { openTestDatabase, type TestDatabase } from '../../database/support/open-test-database.ts';

const PASTE = JSON.stringify({
  EndpointConfigName: 'fraud',
  ProductionVariants: [{ VariantName: 'v', ModelName: 'm', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 1 }],
});
const METADATA = JSON.stringify({ form: { draftId: 'd', channelId: 'C0ML' } });
const FAULT = "I couldn't do this. Try again. Reference: r-1";

const broken: AccountReader = {
  findEndpoint: () => Promise.reject(new Error('the SDK failed to load')),
};

describe('a fault while an endpoint is read in the dialog', () => {
  let database: TestDatabase;
  let noted: unknown[];
  let updated: unknown[];
  beforeEach(async () => {
    database = await openTestDatabase('embedded');
    noted = [];
    updated = [];
  });
  afterEach(() => database.close());

  const desk: FormDesk = {
    personOf: () => ({ teamId: 'T1', userId: 'U1' }),
    tellFault: async () => {},
    remember: async () => ({}),
    noteFault(error) {
      noted.push(error);
      return FAULT;
    },
  };

  /** Submits a view. Returns what it was acknowledged with. */
  async function submit(handler: typeof handleFromEndpointView, view: object): Promise<unknown[]> {
    const acknowledged: unknown[] = [];
    const interactive = { views: { update: async ({ view: next }: { view: unknown }) => updated.push(next) } };
    const logger = createLogger({ level: 'fatal' });
    const parts = { db: database.db, logger, account: broken, advisor: createAdvisor(), interactive };
    await handler(
      parts as unknown as Parameters<typeof handler>[0],
      desk,
    )({
      body: { user: { id: 'U1' } },
      view: { id: 'V1', private_metadata: METADATA, ...view },
      ack: async (answer: unknown) => acknowledged.push(answer),
      context: {} as Context,
    } as unknown as Parameters<ReturnType<typeof handler>>[0]);
    return acknowledged;
  }
  const typed = (block: string, value: string) => ({ state: { values: { [block]: { value: { value } } } } });
  const breakDatabase = () => database.db.schema.dropTable('slack_measured').execute();

  it('is told beside the paste, which stays: the database failed', async () => {
    await breakDatabase();
    const answers = await submit(handleFromEndpointView, typed(ENDPOINT_BLOCKS.pasted[0], PASTE));
    expect(answers).toEqual([{ response_action: 'errors', errors: { [ENDPOINT_BLOCKS.pasted[0]]: FAULT } }]);
    expect(String(noted[0])).toContain('slack_measured');
  });

  it('brings back the dialog with the typed name: reading AWS failed', async () => {
    await submit(handleFromEndpointView, typed(ENDPOINT_BLOCKS.name, 'fraud'));
    expect(JSON.stringify(updated)).toContain(FAULT);
    expect(JSON.stringify(updated)).toContain('"initial_value":"fraud"');
    expect(noted).toHaveLength(1);
  });

  it('shows what was read again, with one notice however often it fails', async () => {
    const [shown] = await submit(handleFromEndpointView, typed(ENDPOINT_BLOCKS.pasted[0], PASTE));
    await breakDatabase();
    const again = async (view: object) => {
      const [answer] = await submit(handleEndpointReadView, { ...view, state: { values: {} } });
      return (answer as { view: { blocks: object[] } }).view;
    };
    const { view } = shown as { view: { blocks: object[] } };
    const first = await again(view);
    const second = await again(first);
    expect(validateView(second)).toEqual([]);
    expect(second).toMatchObject({ ...view, blocks: [{ type: 'section', text: { text: FAULT } }, ...view.blocks] });
    expect(second.blocks).toHaveLength(view.blocks.length + 1);
    expect(noted).toHaveLength(2);
  });
});
