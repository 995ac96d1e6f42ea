import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/slack/ids.ts';
import type { CodeFormat } from '../../src/slack/render/thread/deploy.ts';
import { mrkdwnIn } from '../slack/markup.ts';
import { choose, current, fillAndSend, messageSaying, offered, postedReview, toldTo } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { moduleOf } from '../support/hcl.ts';
import { CT_SCANS, fileIn, startJourney, wordsOf } from '../support/journey.ts';

/** Serverless is recommended, and real-time fits. */
const THUMBNAILS = 'thumbs 1 MB within 5 s, 0.3 s per image, 2 GB model, no gpu, intermittent, cold starts ok, 10 rps';

describe('the button *Get the code*', () => {
  const journey = forEachTest(() => startJourney('http', 'embedded', { withHistory: true, withPeople: true }));

  const posted = (words: string) => postedReview(journey, words);
  const getCode = async (format: CodeFormat, extra?: string) => {
    const { buttons } = offered(current(journey));
    if (buttons.includes('Get the code')) await journey.ben.click(current(journey), ACTIONS.getCode);
    else await choose(journey.ben, current(journey), 'Get the code');
    return fillAndSend(journey.ben, { code_format: format, ...(extra !== undefined && { code_extras: extra }) });
  };
  const uploads = () => {
    const { workspace, channel } = journey;
    return workspace.thread(channel, current(journey).ts).filter(({ files }) => files.length > 0);
  };
  const uploaded = () => journey.workspace.waitFor(() => uploads()[0]);

  it('uploads the template of a proposal: one file, how it behaves, and the command that deploys it', async () => {
    await posted(CT_SCANS);
    expect(await getCode('cloudformation')).toMatchObject({ kind: 'closed' });
    const { blocks, files } = await uploaded();
    const [text] = mrkdwnIn(blocks);
    expect(text).toMatch(/^\*CloudFormation for ct-scans:\* Asynchronous inference.*, as recommended\n/);
    expect(text).toMatch(
      /\nFirst answer after idle: about \d+ min, \d+ min of it to wake\. Scales to zero after \d+ min\./,
    );
    expect(text).toContain('```aws cloudformation deploy --template-file ct-scans.yaml --stack-name ct-scans ');
    expect(text).toContain('--capabilities CAPABILITY_IAM --parameter-overrides Image=… ModelDataUrl=… ');
    const file = fileIn(journey, files[0]);
    expect(file.name).toBe('ct-scans.yaml');
    expect(file.title).toMatch(/^CloudFormation: ct-scans \([0-9a-f]{8}\)$/);
    expect(file.text).toContain('AWS::SageMaker::EndpointConfig');
    expect(file.text).toContain('HasBacklogWithoutCapacity');
    // Slack would link addresses in a comment.
    const [call] = journey.workspace.calls('files.completeUploadExternal');
    expect(call?.arguments).not.toHaveProperty('initial_comment');
  });

  it('uploads what measures a modelled size: one script at the planned load', async () => {
    await posted('chat llama-3.1-8b 50 rps steady 1000 input tokens 500 output tokens streaming');
    const { ts } = current(journey);
    const thread = () => journey.workspace.thread(journey.channel, ts).map(wordsOf).join('\n');
    await journey.ben.mention(journey.channel, 'which instance', ts);
    await journey.workspace.waitFor(() => thread().includes('To measure one'));
    expect(thread()).toContain(
      'To measure one ml.p5.4xlarge: `aiperf profile --model meta-llama/Llama-3.1-8B-Instruct',
    );
    expect(await getCode('measure')).toMatchObject({ kind: 'closed' });
    const { blocks, files } = await uploaded();
    expect(mrkdwnIn(blocks)[0]).toMatch(
      /^\*Load test for chat\* on one ml\.p5\.4xlarge, with GuideLLM, AIPerf, or an AI recommendation job\.\n/,
    );
    const file = fileIn(journey, files[0]);
    expect(file.name).toBe('measure-chat.sh');
    expect(file.text).toContain('for level in 39 77 154; do');
  });

  it('fills the tags with the owner and the address of the review, where they are chosen', async () => {
    const { channel } = journey;
    const message = await posted(CT_SCANS);
    await getCode('cloudformation', 'tags');
    const { text } = fileIn(journey, (await uploaded()).files[0]);
    expect(text).toContain(`/archives/${channel}/p${message.ts.replace('.', '')}`);
    expect(text).toMatch(/ {2}Owner:\n(?: {4}.*\n)*? {4}Default: ada\n/i);
  });

  it('follows a decision for another option', async () => {
    const { ben } = journey;
    await posted(THUMBNAILS);
    await choose(ben, current(journey), 'Choose another option');
    await fillAndSend(ben, { decide_option: 'real-time', decide_reason: 'We have the instances' });
    await messageSaying(journey, '*Chosen against the recommendation*');
    expect(await getCode('terraform')).toMatchObject({ kind: 'closed' });
    const { blocks, files } = await uploaded();
    const [text] = mrkdwnIn(blocks);
    expect(text).toMatch(/^\*Terraform for thumbs:\* Real-time inference, as decided\n/i);
    expect(text).toContain('```terraform init &amp;&amp; terraform apply```');
    const file = fileIn(journey, files[0]);
    expect(file.name).toBe('main.tf');
    expect(await moduleOf(file.text)).toMatchObject({
      resource: {
        aws_sagemaker_endpoint_configuration: {
          endpoint_config: { production_variants: { instance_type: expect.stringMatching(/^ml\./) } },
        },
      },
    });
  });

  it('says privately why there is no code for an option that does not fit', async () => {
    const { ben } = journey;
    await posted(CT_SCANS);
    await choose(ben, current(journey), 'Choose another option');
    await fillAndSend(ben, { decide_option: 'real-time', decide_reason: 'We tile the scans' });
    await fillAndSend(ben, {});
    const overridden = await messageSaying(journey, '*Chosen against the recommendation*');
    await ben.click(overridden, ACTIONS.getCode);
    expect(await toldTo(journey, ben, "doesn't fit")).toContain("Real-time Inference doesn't fit this workload");
    expect(uploads()).toEqual([]);
  });

  it('stands on the answer to how it is deployed, too', async () => {
    const { workspace, ben, channel } = journey;
    const message = await posted(CT_SCANS);
    await ben.mention(channel, 'how do I deploy this', message.ts);
    const answer = await workspace.waitFor(() =>
      workspace.thread(channel, message.ts).find(({ text }) => text.startsWith('Press “Get the code”')),
    );
    expect(wordsOf(answer)).toContain('`ModelDataUrl`: S3 address of the model.tar.gz');
    await ben.click(answer, ACTIONS.getCode);
    await fillAndSend(ben, { code_format: 'cloudformation' });
    expect((await uploaded()).files).toHaveLength(1);
  });

  it('says beside the choice that Terraform has no inference components', async () => {
    await posted('llm 20 GB model, gpu, 5 adapters, streaming, 2 rps, 10 s per answer');
    expect(await getCode('terraform')).toMatchObject({
      kind: 'errors',
      errors: { code_format: expect.stringContaining('Choose CloudFormation') },
    });
    expect(uploads()).toEqual([]);
  });

  it('posts once where Slack lost the answer to the upload', async () => {
    const { workspace } = journey;
    await posted(CT_SCANS);
    workspace.faults.next('files.completeUploadExternal', { kind: 'dropAnswer' });
    await getCode('cloudformation');
    await uploaded();
    await workspace.waitFor(() => workspace.calls('conversations.replies').length > 0);
    await getCode('terraform');
    await workspace.waitFor(() => uploads().length === 2);
    expect(uploads().map(({ files }) => fileIn(journey, files[0]).name)).toEqual(['ct-scans.yaml', 'main.tf']);
  });

  it('uploads again by itself where the upload failed before anybody saw it', async () => {
    const { workspace } = journey;
    await posted(CT_SCANS);
    workspace.faults.next('files.getUploadURLExternal', { kind: 'dropAnswer' });
    await getCode('cloudformation');
    await uploaded();
    expect(workspace.calls('files.completeUploadExternal')).toHaveLength(1);
  });
});
