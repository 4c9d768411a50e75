import { useState } from 'react';
import { CardDialog, CardForm } from '../components/card-dialog.tsx';
import { TextField } from '../components/text-field.tsx';
import type { ConversationId } from '../../shared/domain/ids.ts';
import { parseMapLink } from '../../shared/domain/map-link.ts';
import { explainError } from '../api.ts';
import { sendCard } from '../store/chat/actions.ts';

type LocationDialogProps = {
  readonly isOpen: boolean;
  readonly conversationId: ConversationId;
  readonly onClose: () => void;
};

/** Sends a place: by a map link or coordinates, with the name and the address under which it shows. */
export function LocationDialog({ isOpen, conversationId, onClose }: LocationDialogProps) {
  return (
    <CardDialog isOpen={isOpen} title="Send a location" onClose={onClose}>
      <Fields conversationId={conversationId} onClose={onClose} />
    </CardDialog>
  );
}

function Fields({ conversationId, onClose }: Omit<LocationDialogProps, 'isOpen'>) {
  const [pasted, setPasted] = useState('');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [failure, setFailure] = useState<string | undefined>(undefined);
  const place = parseMapLink(pasted);
  const send = async () => {
    if (place === undefined) return false;
    const named = name.trim() === '' ? {} : { name: name.trim() };
    const addressed = address.trim() === '' ? {} : { address: address.trim() };
    try {
      await sendCard(conversationId, { type: 'location', ...place, ...named, ...addressed });
      return true;
    } catch (error) {
      setFailure(explainError(error));
      return false;
    }
  };
  return (
    <CardForm
      sendLabel="Send the location"
      canSend={place !== undefined}
      failure={failure}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label="Map link or coordinates"
        hint={place === undefined ? undefined : `Points to ${place.latitude}, ${place.longitude}`}
        problem={
          pasted.trim() === '' || place !== undefined
            ? undefined
            : 'No coordinates stand in this. Open a shortened link in the browser and paste the long one, or write “51.5072, -0.1276”.'
        }
        maxLength={4_000}
        spellCheck={false}
        value={pasted}
        onType={setPasted}
      />
      <TextField label="Name" maxLength={200} value={name} onType={setName} />
      <TextField label="Address" maxLength={500} value={address} onType={setAddress} />
    </CardForm>
  );
}
