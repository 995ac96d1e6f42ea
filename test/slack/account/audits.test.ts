import { expect, it } from 'vitest';
import { forEachTest } from '../../support/for-each-test.ts';
import { wordsOf } from '../../support/journey.ts';
import { heldReader, openBed } from './support/bed.ts';

const bed = forEachTest(openBed);

it('an audit stops by a press that another process got, with what was found', async () => {
  const audits = bed.processOf(heldReader().reader);
  await audits.start(bed.asked());
  const message = () => bed.workspace.messages(bed.own())[0];
  const pressed = { ...bed.asked(), auditId: await bed.idIn(), messageTs: message()?.ts };
  expect(await bed.processOf(heldReader().reader).stop(pressed)).toBeUndefined();
  await bed.workspace.waitFor(() => wordsOf(message()).includes('Account audit, stopped'), 20_000, 'its end');
  await audits.settled();
  expect(await audits.stop(pressed)).toContain("isn't running any longer");
});
