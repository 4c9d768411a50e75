import type { Snapshot } from '../../shared/ipc/views.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { useApp } from '../store/app-store.ts';
import { dismissLink } from '../store/frame/actions.ts';

export type Link = NonNullable<Snapshot['connectLink']>;

/** Asks whether to do what a link from outside says. Nobody has been called yet. */
export function LinkQuestion({ onAgreed }: { readonly onAgreed: (link: Link) => void }) {
  const link = useApp((state) => state.frame.snapshot?.connectLink);
  return (
    <ConfirmDialog
      isOpen={link !== undefined}
      title={`Connect this desktop to ${link === undefined ? '' : new URL(link.relayUrl).host}?`}
      confirmLabel="Connect"
      onConfirm={() => (link === undefined ? undefined : onAgreed(link))}
      onClose={() => void dismissLink()}
    >
      <p>
        A link asks for it.{' '}
        {link?.agencyName === undefined ? null : (
          <>
            It says that this is the relay of <strong>{link.agencyName}</strong>.{' '}
          </>
        )}
        Whoever runs the relay sees all that you write and receive here. Go on only if your administrator gave
        you this link.
      </p>
    </ConfirmDialog>
  );
}
