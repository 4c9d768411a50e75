import { callMain, explainError } from '../../api.ts';
import { updateApp } from '../app-store.ts';
import { announceText, hideNote, showNote } from './reduce.ts';

export function tellError(error: unknown): void {
  updateApp('feedback', (state) => showNote(state, 'error', explainError(error)));
}

/** Says what has happened; with `undo`, a button that takes it back stands beside it for ten seconds. */
export function tell(text: string, undo?: () => void): void {
  updateApp('feedback', (state) => showNote(state, 'info', text, undo));
}

export function dismissNote(id: number): void {
  updateApp('feedback', (state) => hideNote(state, id));
}

/** Reads a sentence out, once, without moving anything. */
export function announce(text: string): void {
  updateApp('feedback', (state) => announceText(state, text));
}

export async function copyText(text: string, what: string): Promise<void> {
  try {
    await callMain('app:copy-text', { text });
    tell(`${what} copied.`);
  } catch (error) {
    tellError(error);
  }
}
