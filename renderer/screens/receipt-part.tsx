import { SettingGroup } from '../components/setting-row.tsx';
import { SwitchRow } from '../components/switch-row.tsx';
import { useApp } from '../store/app-store.ts';
import { changePreferences, selectPreferences } from '../store/frame/preferences.ts';

/** In the preferences: what goes out to the people one writes with. WhatsApp has no typing sign without blue ticks. */
export function ReceiptPart() {
  const { hasReadReceipts, hasTypingSign } = useApp(selectPreferences);
  return (
    <SettingGroup title="What the other person sees">
      <SwitchRow
        label="Blue ticks when I have read"
        hint="Only for what you have seen in this window while you were in it, and only from now on."
        isOn={hasReadReceipts}
        onChange={(isOn) => void changePreferences({ hasReadReceipts: isOn })}
      />
      <SwitchRow
        label="“Typing…” while I write"
        hint={
          hasReadReceipts
            ? 'For up to 25 seconds at a time. WhatsApp marks what they wrote as read with it.'
            : 'WhatsApp marks what they wrote as read with it, so it needs the blue ticks.'
        }
        isOn={hasReadReceipts && hasTypingSign}
        isDisabled={!hasReadReceipts}
        onChange={(isOn) => void changePreferences({ hasTypingSign: isOn })}
      />
    </SettingGroup>
  );
}
