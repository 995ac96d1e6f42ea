import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';
import { connections } from '../support/ways.ts';

describe.each(connections())('over %s, a payload whose response URL is not Slack’s', (kind) => {
  let journey: Journey;
  let trap: Server;
  let trapped = 0;
  beforeEach(async () => {
    trapped = 0;
    trap = createServer((_, response) => {
      trapped += 1;
      response.end('ok');
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    journey = await startJourney(kind);
    const { port } = trap.address() as AddressInfo;
    journey.workspace.state.responseUrls.issue = () => `http://127.0.0.1:${port}/latest/meta-data/secret-part`;
  });
  afterEach(async () => {
    await journey.end();
    trap.closeAllConnections();
    trap.close();
  });

  const warned = () => journey.logLines.filter((line) => line.includes('"level":"warn"'));

  it('is answered in the channel instead, privately, and the address gets no request', async () => {
    const { workspace, ada, channel } = journey;
    await ada.slashCommand(channel, 'endpoint fraud');
    await workspace.waitFor(() => workspace.ephemerals(ada.id).length > 0);
    expect(trapped).toBe(0);
    expect(warned()).toHaveLength(1);
    expect(warned()[0]).toMatch(/Ignoring a response URL: http:\/\/127\.0\.0\.1:\d+ isn't Slack's/);
    expect(journey.logLines.join()).not.toContain('secret-part');
  });

  it('is not kept with the form either: of a review that can’t be posted, its author hears by direct message', async () => {
    const { workspace, ada } = journey;
    const closed = workspace.addChannel({ name: 'closed', kind: 'private', botIsMember: false, members: [ada.id] });
    await ada.slashCommand(closed, 'ct-scans 500 MB within 15 min, sporadic, gpu');
    const form = await ada.waitForView();
    await ada.submit(form.id);
    await workspace.waitFor(() => workspace.messages(workspace.directMessage(ada.id)).length > 0);
    expect(trapped).toBe(0);
  });
});
