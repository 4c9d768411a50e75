import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net';

/** The network between the desktops and the relay: a real connection that can really be cut. */
export type Cable = {
  /** What desktops use instead of the relay's own address. */
  readonly url: string;
  /** Every connection breaks, new ones are refused. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
};

export async function startCable(targetUrl: string): Promise<Cable> {
  const target = Number(new URL(targetUrl).port);
  const sockets = new Set<Socket>();
  let server: Server = createServer();
  const listen = (port: number) =>
    new Promise<number>((resolve) => {
      server = createServer((near) => join(near, connect(target, '127.0.0.1')));
      // A TCP server has an address object, not a pipe's name.
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  const join = (near: Socket, far: Socket) => {
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  };
  const port = await listen(0);
  return {
    url: `http://127.0.0.1:${port}`,
    unplug: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    plugIn: async () => {
      await listen(port);
    },
  };
}
