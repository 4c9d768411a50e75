import type { IncomingMessage } from 'node:http';

export type BodyLimits = {
  /** How long the whole body of a request may take, milliseconds. */
  readonly bodyMs: number;
  /** How long a file may come without one new byte, milliseconds. */
  readonly silenceMs: number;
};

export const BODY_LIMITS: BodyLimits = { bodyMs: 60_000, silenceMs: 60_000 };

type Deadline = { readonly limits: BodyLimits; timer: NodeJS.Timeout };

const deadlines = new WeakMap<IncomingMessage, Deadline>();

/** Ends the connection of a request whose body has not come in time. */
export function startBodyDeadline(request: IncomingMessage, limits: BodyLimits): void {
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, limits.bodyMs).unref();
  const deadline: Deadline = { limits, timer };
  deadlines.set(request, deadline);
  request.once('close', () => clearTimeout(deadline.timer));
}

/**
 * From here on the body is a file of a known caller: it may take as long as its line needs, as long as something of it
 * comes. It does not come either when whom it is passed on to takes nothing.
 */
export function allowLongBody(request: IncomingMessage): void {
  const deadline = deadlines.get(request);
  if (deadline === undefined) return;
  const { socket } = request;
  let seen = socket.bytesRead;
  clearTimeout(deadline.timer);
  deadline.timer = setInterval(() => {
    if (!request.complete && socket.bytesRead === seen) request.destroy();
    seen = socket.bytesRead;
  }, deadline.limits.silenceMs).unref();
}
