import type { Random } from '../random.ts';
import type { Transport } from './transport.ts';

/** Undefined when the callback repeated the challenge; otherwise what Meta says about it. */
export async function checkCallback(
  transport: Transport,
  random: Random,
  url: string,
  verifyToken: string,
): Promise<string | undefined> {
  if (!URL.canParse(url)) return 'The URL is not valid.';
  const challenge = random.digits(10);
  const target = new URL(url);
  target.searchParams.set('hub.mode', 'subscribe');
  target.searchParams.set('hub.challenge', challenge);
  target.searchParams.set('hub.verify_token', verifyToken);
  const answer = await transport.get(target.href);
  if (answer.status === 0) return 'HTTP Status Code = 0; no answer from the callback.';
  if (answer.status !== 200) return `HTTP Status Code = ${answer.status}`;
  return answer.body.trim() === challenge ? undefined : 'The response did not repeat the challenge.';
}
