import type { MessageId, UserId } from '../../../../shared/domain/ids.ts';
import { applyBatch } from '../../../../main/db/apply-batch.ts';
import { openDatabase } from '../../../../main/db/open-database.ts';
import { settle, takeDue } from '../../../../main/db/outbox.ts';
import { createOutboundText } from '../../../../main/db/send-text.ts';
import { setUser } from '../../../../main/db/users.ts';
import { NOW, USER, conversationId, receivedEntry, setUpEntries } from './crash-story.ts';

/* Works without a pause until it is killed: receives, writes, sends. Every step is a transaction of its own. */

const [path, key, seed] = process.argv.slice(2);
const db = openDatabase({ path: path ?? '', key });
setUser(db, USER);
applyBatch(db, { events: setUpEntries(), cursor: 10, now: NOW, myUserId: USER.id });

let seq = Number(seed);
for (;;) {
  const events = [seq + 1, seq + 2, seq + 3].map(receivedEntry);
  seq += 3;
  applyBatch(db, { events, cursor: seq, now: NOW, myUserId: 'alice' as UserId });
  const messageId = `message-${seq}` as MessageId;
  createOutboundText(db, { messageId, conversationId, text: `Text ${seq}`, now: NOW });
  const due = takeDue(db, { now: NOW });
  if (due !== undefined && seq % 2 === 0) {
    settle(db, {
      messageId: due.job.messageId,
      verdict: { kind: 'accepted', wamid: `wamid.${due.job.messageId}` },
      now: NOW,
    });
  } else if (due !== undefined) {
    settle(db, { messageId: due.job.messageId, verdict: { kind: 'unknown', reason: 'timeout' }, now: NOW });
  }
  process.stdout.write('.');
}
