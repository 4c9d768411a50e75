import { Menu } from '@base-ui/react/menu';
import { Contact, MapPin, Plus } from 'lucide-react';
import { useState } from 'react';
import { FormFrame } from '../components/dialog-form.tsx';
import { IconButton } from '../components/icon-button.tsx';
import popup from '../components/popup.module.css';
import type { ConversationId } from '../../shared/domain/ids.ts';
import { ContactCard } from './contact-card.tsx';
import { LocationCard } from './location-card.tsx';

/** What else can be sent: a place, somebody's card. */
export function CardMenu({ conversationId }: { readonly conversationId: ConversationId }) {
  const [open, setOpen] = useState<'location' | 'contact' | undefined>(undefined);
  const close = () => setOpen(undefined);
  return (
    <>
      <Menu.Root modal={false}>
        <Menu.Trigger
          render={
            <IconButton label="Send something else">
              <Plus size="1.0625rem" aria-hidden />
            </IconButton>
          }
        />
        <Menu.Portal>
          <Menu.Positioner side="top" align="end" sideOffset={6} className={popup['positioner']}>
            <Menu.Popup className={popup['popup']} aria-label="Send something else">
              <Menu.Item className={popup['item']} onClick={() => setOpen('location')}>
                <MapPin size="1rem" aria-hidden />
                Location…
              </Menu.Item>
              <Menu.Item className={popup['item']} onClick={() => setOpen('contact')}>
                <Contact size="1rem" aria-hidden />
                Contact card…
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <FormFrame isOpen={open === 'location'} title="Send a location" onClose={close}>
        <LocationCard conversationId={conversationId} onClose={close} />
      </FormFrame>
      <FormFrame isOpen={open === 'contact'} title="Send a contact card" onClose={close}>
        <ContactCard conversationId={conversationId} onClose={close} />
      </FormFrame>
    </>
  );
}
