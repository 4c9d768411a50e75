import { type Socket, connect, createServer } from 'node:net';

export type TcpProxy = {
  readonly port: number;
  /** New connections go there; those that are open stay where they are. */
  pointTo(port: number): void;
  /** From now on nothing passes, in either direction, and nobody is told: a network that drops packets. */
  silence(): void;
  /** Ends every connection; new ones pass again. */
  restore(): void;
  stop(): Promise<void>;
};

/** A cable between two programs of this machine, to be cut and moved. */
export async function startTcpProxy(target: number): Promise<TcpProxy> {
  let targetPort = target;
  let isSilent = false;
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((inner) => {
    keep(inner);
    // Accepted, as a firewall may, and never answered.
    if (isSilent) return;
    const outer = connect(targetPort, '127.0.0.1');
    keep(outer);
    inner.pipe(outer).pipe(inner);
    inner.on('close', () => outer.destroy());
    outer.on('close', () => inner.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    pointTo(port) {
      targetPort = port;
    },
    silence() {
      isSilent = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    restore() {
      isSilent = false;
      for (const socket of sockets) socket.destroy();
    },
    stop() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
