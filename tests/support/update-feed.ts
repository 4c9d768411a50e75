import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type UpdateFeed = {
  /** What starts the app with this feed. */
  readonly switches: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Offers a version; `isForged`: the file is another one than the feed's hash says. */
  offer(release: {
    readonly version: string;
    readonly notes: string;
    readonly stagingPercentage?: number;
    readonly isForged?: boolean;
  }): void;
  /** The installed program, as it lies on the disk. */
  installed(): string;
  /** Whether the new version was started after it was put in place. */
  wasStarted(): boolean;
  stop(): Promise<void>;
};

/**
 * A static feed on this machine, and an installed program that an update replaces: on Linux that is an AppImage, here a script
 * that leaves a mark when it is started.
 */
export async function startUpdateFeed(): Promise<UpdateFeed> {
  const folder = mkdtempSync(join(tmpdir(), 'colleague-feed-'));
  const program = join(folder, 'Colleague.AppImage');
  const mark = join(folder, 'started');
  const OLD = '#!/bin/sh\n# the old version\n';
  writeFileSync(program, OLD, { mode: 0o755 });
  const files = new Map<string, string>();
  const server = createServer((request, response) => {
    const content = files.get(new URL(request.url ?? '/', 'http://feed').pathname);
    if (content === undefined) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-length': Buffer.byteLength(content) }).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server has an address object, not a pipe's name.
  const { port } = server.address() as AddressInfo;
  const config = join(folder, 'app-update.yml');
  writeFileSync(
    config,
    `provider: generic\nurl: http://127.0.0.1:${port}/\nupdaterCacheDirName: ${folder.split('/').at(-1)}\n`,
  );
  return {
    switches: [`--update-config=${config}`],
    env: { ...process.env, APPIMAGE: program, XDG_CACHE_HOME: folder },
    offer({ version, notes, stagingPercentage = 100, isForged = false }) {
      const content = `#!/bin/sh\n# version ${version}\ntouch ${mark}\n`;
      const name = `Colleague-${version}.AppImage`;
      const sha512 = createHash('sha512').update(content).digest('base64');
      files.clear();
      files.set(`/${name}`, isForged ? content.replace('touch', 'chmod') : content);
      const feed = { version, releaseNotes: notes, stagingPercentage, path: name, sha512 };
      const listed = { ...feed, files: [{ url: name, sha512, size: Buffer.byteLength(content) }] };
      // JSON is YAML.
      files.set('/latest-linux.yml', JSON.stringify(listed));
    },
    installed: () => readFileSync(program, 'utf8'),
    wasStarted: () => existsSync(mark),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
