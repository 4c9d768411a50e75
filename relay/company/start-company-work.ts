import type { RelayContext } from '../context.ts';
import { startMediaFetcher } from '../media/media-fetcher.ts';
import { startMediaSweeper } from '../media/sweep-media.ts';
import { startCompanySender } from '../outbound/company-sender.ts';

export type CompanyWork = {
  /** A message was queued. */
  wakeSender(): void;
  /** Takes up nothing more; resolves when what is under way has been settled. */
  stop(): Promise<void>;
};

/** What the relay does by itself on the company's number: it sends, and it fetches and keeps files. */
export function startCompanyWork(context: RelayContext): CompanyWork {
  const sender = startCompanySender(context);
  const fetcher = startMediaFetcher(context, context.media);
  const sweeper = startMediaSweeper(context, context.media, context.config.mediaRetention);
  return {
    wakeSender: () => sender.wake(),
    async stop() {
      context.company.stop();
      await Promise.all([sender.stop(), fetcher.stop(), sweeper.stop()]);
    },
  };
}
