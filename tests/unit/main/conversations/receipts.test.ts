import { expect, it, vi } from 'vitest';
import { createReceiptTeller } from '../../../../main/conversations/receipts.ts';
import type { SeenMessage } from '../../../../main/db/find-seen.ts';
import type { ChannelId, ConversationId } from '../../../../shared/domain/ids.ts';
import type { ReceiptVerdict } from '../../../../shared/whatsapp/read-receipt.ts';

const SAM = 'sam' as ConversationId;
const NOW = Date.UTC(2026, 10, 22, 10);
const A_DAY = 24 * 60 * 60 * 1000;

function begin() {
  const world = { now: NOW, verdict: 'told' as ReceiptVerdict };
  const seen: { wamid: string; at: number } = { wamid: 'wamid.1', at: NOW };
  const told: string[] = [];
  const looked = vi.fn();
  const teller = createReceiptTeller({
    async findSeen(conversationId): Promise<SeenMessage> {
      looked();
      return { conversationId, channelId: 'company' as ChannelId, kind: 'company', ...seen };
    },
    async tell({ wamid }, isTyping) {
      told.push(isTyping ? `${wamid} typing` : wamid);
      return world.verdict;
    },
    onProblem: (error) => {
      throw error;
    },
    now: () => world.now,
  });
  /** Everything that was begun has ended. */
  const settle = async () => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return { world, seen, told, looked, teller, settle };
}

it('names the newest message once, however often it is seen', async () => {
  const { teller, told, seen, settle } = begin();
  teller.noteSeen(SAM);
  await settle();
  teller.noteSeen(SAM);
  await settle();
  expect(told).toEqual(['wamid.1']);
  seen.wamid = 'wamid.2';
  teller.noteSeen(SAM);
  await settle();
  expect(told).toEqual(['wamid.1', 'wamid.2']);
});

it('says nothing of a message that Meta would refuse for its age', async () => {
  const { teller, told, seen, looked, settle } = begin();
  seen.at = NOW - 30 * A_DAY;
  teller.noteSeen(SAM);
  teller.noteTyping(SAM);
  await settle();
  expect(looked).toHaveBeenCalledTimes(2);
  expect(told).toEqual([]);
});

it('tells that somebody types at most once in 25 seconds', async () => {
  const { world, teller, told, settle } = begin();
  teller.noteTyping(SAM);
  world.now += 24_999;
  teller.noteTyping(SAM);
  world.now += 1;
  teller.noteTyping(SAM);
  await settle();
  expect(told).toEqual(['wamid.1 typing', 'wamid.1 typing']);
});

it('tells what was read without a line when there is one again, and what was refused never', async () => {
  const { world, teller, told, settle } = begin();
  world.verdict = 'later';
  teller.noteSeen(SAM);
  await settle();
  world.verdict = 'refused';
  teller.retry();
  await settle();
  teller.retry();
  await settle();
  expect(told).toEqual(['wamid.1', 'wamid.1']);
});
