import type { UserId } from '../../../shared/domain/ids.ts';
import type { Administration } from '../../../shared/ipc/administration-views.ts';

/** A code that was just made: the relay does not tell it again. */
export type NewCode = {
  readonly userId: UserId;
  readonly code: string;
  /** The same as a `colleague:` link. */
  readonly link: string;
  readonly expiresAt: number;
};

export type Leaver = { readonly userId: UserId; readonly conversations?: number };

export type AdministrationState = {
  /** As the relay had it last. */
  readonly overview: Administration | undefined;
  readonly failure: string | undefined;
  /** Something is being changed: what else could be pressed waits for it. */
  readonly isBusy: boolean;
  readonly newCode: NewCode | undefined;
  /** Who is about to be deactivated, and how many conversations they hold, as soon as the relay has said it. */
  readonly leaver: Leaver | undefined;
};

export const initialAdministration: AdministrationState = {
  overview: undefined,
  failure: undefined,
  isBusy: false,
  newCode: undefined,
  leaver: undefined,
};
