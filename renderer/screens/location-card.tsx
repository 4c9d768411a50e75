import { useState } from 'react';
import { TextField } from '../components/text-field.tsx';
import { parseMapLink } from '../../shared/domain/map-link.ts';
import { CardForm, type CardTarget } from './card-form.tsx';

/** A place: by a map link or coordinates, with the name and the address under which it shows. */
export function LocationCard(target: CardTarget) {
  const [pasted, setPasted] = useState('');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const place = parseMapLink(pasted);
  const card = place && {
    type: 'location' as const,
    ...place,
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(address.trim() === '' ? {} : { address: address.trim() }),
  };
  return (
    <CardForm {...target} sendLabel="Send the location" card={card}>
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
