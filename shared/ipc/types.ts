import type { z } from 'zod';
import type { ipcCalls, ipcErrorSchema, ipcEvents } from './contract.ts';

export type CallName = keyof typeof ipcCalls;
export type CallInput<Name extends CallName> = z.infer<(typeof ipcCalls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.infer<(typeof ipcCalls)[Name]['output']>;

export type EventName = keyof typeof ipcEvents;
export type EventBody<Name extends EventName> = z.infer<(typeof ipcEvents)[Name]>;

export type IpcError = z.infer<typeof ipcErrorSchema>;
export type IpcAnswer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: IpcError };

/** What the preload puts on `window.colleague`: two functions, nothing else. */
export type Bridge = {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<IpcAnswer<CallOutput<Name>>>;
  /** Answers the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (body: EventBody<Name>) => void): () => void;
};
