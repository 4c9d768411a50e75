import { buildRequest, phoneOf } from './build-webhook.ts';
import { postRequests } from './post-requests.ts';
import { generateTexts } from './sentences.ts';

/** Meta, too, delivers many messages in one webhook when they have piled up. */
const PER_WEBHOOK = 100;

/** `messages` replies of `people` people in turn into the relay's log, a second apart, the last of them now. */
export async function fillLog(relayUrl: string, messages: number, people: number): Promise<void> {
  const texts = [...generateTexts(messages)];
  const url = `${relayUrl}/webhook`;
  // Ends now: the desktop's clock must not find messages of the future.
  const firstAt = Math.floor(Date.now() / 1_000) - messages;
  const requests: Buffer[] = [];
  for (let first = 0; first < messages; first += PER_WEBHOOK) {
    const batch = texts.slice(first, first + PER_WEBHOOK).map((text, offset) => {
      const index = first + offset;
      return { phone: phoneOf(index % people), wamid: `wamid.fill.${index}`, text, at: firstAt + index };
    });
    requests.push(buildRequest(url, batch));
  }
  await postRequests(url, requests, 4);
}
