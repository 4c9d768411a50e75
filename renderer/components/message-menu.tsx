import { Menu } from '@base-ui/react/menu';
import { ChevronDown, MessageSquareText, MessageCircle, Smartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RecordPhone } from '../../shared/domain/record.ts';
import { type UsablePhone, explainNoPhone, listUsablePhones } from '../words/person-words.ts';
import { classNames } from './class-names.ts';
import { IconButton } from './icon-button.tsx';
import { useOpenOnFocus } from './use-open-on-focus.ts';
import buttonClasses from './button.module.css';
import iconClasses from './icon-button.module.css';
import popup from './popup.module.css';

type MessageMenuProps = {
  readonly personName: string;
  readonly phones: readonly RecordPhone[];
  readonly isWhatsAppSetUp: boolean;
  readonly onSms: (e164: string) => void;
  readonly onWhatsApp: (e164: string) => void;
  /** With words, for the head of a record. */
  readonly isWide?: boolean;
  readonly tabIndex?: number;
};

/** Hovering opens it after this long, so that crossing a list with the pointer opens nothing. */
const HOVER_DELAY_MS = 120;
/** Time to cross from the icon into the menu. */
const LEAVE_DELAY_MS = 180;

/**
 * The Message icon of a record. Where WhatsApp is not set up it is a plain SMS icon; else a menu SMS / WhatsApp, which
 * asks for the number where there are several: product.md, "Message".
 */
export function MessageMenu(props: MessageMenuProps) {
  const { personName, phones, isWhatsAppSetUp, isWide = false, tabIndex } = props;
  const reason = explainNoPhone(phones);
  const usable = listUsablePhones(phones);
  const byFocus = useOpenOnFocus();
  const focus = tabIndex === undefined ? {} : { tabIndex };
  if (reason !== undefined) {
    return (
      <IconButton label={`Message ${personName}: not possible`} tip={reason} aria-disabled {...focus}>
        {isWhatsAppSetUp ? (
          <MessageSquareText size="1.0625rem" aria-hidden />
        ) : (
          <Smartphone size="1.0625rem" aria-hidden />
        )}
      </IconButton>
    );
  }
  const only = usable.length === 1 ? usable[0] : undefined;
  if (!isWhatsAppSetUp && only !== undefined) {
    return (
      <IconButton
        label={`SMS to ${personName}`}
        tip={`SMS to ${only.display}`}
        onClick={() => props.onSms(only.e164)}
        {...focus}
      >
        <Smartphone size="1.0625rem" aria-hidden />
      </IconButton>
    );
  }
  const label = isWhatsAppSetUp ? `Message ${personName}` : `SMS to ${personName}`;
  return (
    <Menu.Root modal={false} {...byFocus.root}>
      <Menu.Trigger
        openOnHover
        delay={HOVER_DELAY_MS}
        closeDelay={LEAVE_DELAY_MS}
        aria-label={label}
        className={
          isWide ? classNames(buttonClasses['button'], buttonClasses['primary']) : iconClasses['button']
        }
        {...focus}
        {...byFocus.trigger}
      >
        {isWhatsAppSetUp ? (
          <MessageSquareText size="1.0625rem" aria-hidden />
        ) : (
          <Smartphone size="1.0625rem" aria-hidden />
        )}
        {isWide ? (
          <>
            {isWhatsAppSetUp ? 'Message' : 'SMS'}
            <ChevronDown size="0.875rem" aria-hidden />
          </>
        ) : null}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className={popup['positioner']}>
          <Menu.Popup className={popup['popup']} aria-label={label} {...byFocus.popup}>
            <Choices
              name="SMS"
              icon={<Smartphone size="1rem" aria-hidden />}
              usable={usable}
              onChoose={props.onSms}
            />
            {isWhatsAppSetUp && usable.length > 1 ? <Menu.Separator className={popup['separator']} /> : null}
            {isWhatsAppSetUp ? (
              <Choices
                name="WhatsApp"
                icon={<MessageCircle size="1rem" aria-hidden />}
                usable={usable}
                onChoose={props.onWhatsApp}
              />
            ) : null}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

type ChoicesProps = {
  readonly name: string;
  readonly icon: ReactNode;
  readonly usable: readonly UsablePhone[];
  readonly onChoose: (e164: string) => void;
};

/** One line for one number; a group with a line each where there are several. */
function Choices({ name, icon, usable, onChoose }: ChoicesProps) {
  const items = usable.map(({ label, e164, display }) => (
    <Menu.Item key={e164} className={popup['item']} onClick={() => onChoose(e164)}>
      {icon}
      {usable.length === 1 ? (
        <span>{name}</span>
      ) : (
        <span>
          <span data-visually-hidden="">{name} </span>
          {label}
        </span>
      )}
      <span className={popup['hint']}>{display}</span>
    </Menu.Item>
  ));
  if (usable.length === 1) return <>{items}</>;
  return (
    <Menu.Group>
      <Menu.GroupLabel className={popup['group']}>{name}</Menu.GroupLabel>
      {items}
    </Menu.Group>
  );
}
