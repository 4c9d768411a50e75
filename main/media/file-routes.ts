import type { PostStream } from '../network/post-stream.ts';
import type { MediaJob } from '../db/local-media.ts';
import type { UploadJob } from '../db/uploads.ts';
import type { FindOwnAccess } from '../settings/own-access.ts';
import type { RelayHttp } from '../sync/relay-http.ts';
import type { MediaSource } from './media-source.ts';
import { createMetaSource } from './meta-source.ts';
import { createRelaySource } from './relay-source.ts';
import { type UploadTarget, createMetaTarget, createRelayTarget } from './upload-target.ts';

/** Where files come from and go to: the company's by the relay, those of the user's own number by Meta itself. */
export type FileRoutes = {
  readonly sources: Readonly<Record<MediaJob['source'], MediaSource>>;
  readonly targets: Readonly<Record<UploadJob['route'], UploadTarget>>;
};

export function createFileRoutes(options: {
  readonly relay: RelayHttp;
  readonly relayUrl: string;
  readonly deviceToken: string;
  readonly findOwnAccess: FindOwnAccess;
  readonly fetch: typeof fetch;
  readonly post: PostStream;
  readonly userAgent: string;
  /** Of the simulator, for tests. */
  readonly graphUrl: string | undefined;
}): FileRoutes {
  const meta = { ...options, findAccess: options.findOwnAccess };
  return {
    sources: { relay: createRelaySource(options.relay), meta: createMetaSource(meta) },
    targets: { relay: createRelayTarget(options), meta: createMetaTarget(meta) },
  };
}
