import { TEXT_SIZES, type ManagedPreference, type Preferences } from '../../shared/domain/preferences.ts';
import type { ChoiceOption } from '../components/choice.tsx';
import { ChoiceRow } from '../components/choice-row.tsx';
import { SettingGroup, SettingRow } from '../components/setting-row.tsx';
import { SwitchRow } from '../components/switch-row.tsx';
import { TimeRow } from '../components/time-row.tsx';
import { useApp } from '../store/app-store.ts';
import { changePreferences, selectPreferences } from '../store/frame/preferences.ts';
import { selectManaged } from '../store/frame/selectors.ts';
import { PinRow } from './pin-row.tsx';
import { ReceiptPart } from './receipt-part.tsx';
import { UpdatePart } from './update-part.tsx';
import { isMac, modifierName } from './use-shortcuts.ts';
import classes from './settings-page.module.css';

type PartProps = {
  readonly preferences: Preferences;
  /** What an administrator has settled. */
  readonly managed: readonly ManagedPreference[];
};

const change = (values: Partial<Preferences>) => void changePreferences(values);

/** User Settings: how the app behaves on this desktop. A change counts at once. */
export function PreferencesPage() {
  const preferences = useApp(selectPreferences);
  const managed = useApp(selectManaged).preferences;
  return (
    <>
      <header>
        <h2 className={classes['title']}>Preferences</h2>
        <p className={classes['lead']}>For you, on this desktop. Each change counts at once.</p>
      </header>
      <NotificationPart preferences={preferences} managed={managed} />
      <QuietHoursPart preferences={preferences} />
      <WritingPart preferences={preferences} />
      <ReceiptPart />
      <AppearancePart preferences={preferences} />
      <LockPart preferences={preferences} managed={managed} />
      <DesktopPart preferences={preferences} managed={managed} />
      <UpdatePart />
    </>
  );
}

const CONTENT: readonly ChoiceOption<Preferences['notificationContent']>[] = [
  { value: 'name-and-text', label: 'Name and message' },
  { value: 'name', label: 'Name only' },
  { value: 'nothing', label: 'Neither' },
];

function NotificationPart({ preferences, managed }: PartProps) {
  const isSettled = managed.includes('notificationContent');
  const isOff = !preferences.hasNotifications;
  return (
    <SettingGroup title="Notifications">
      <SwitchRow
        label="Notify me of replies"
        hint="Without them, the bell and the tray icon still count what is unread."
        isOn={preferences.hasNotifications}
        onChange={(hasNotifications) => change({ hasNotifications })}
      />
      <SwitchRow
        label="Play a sound"
        isOn={preferences.hasSound}
        isDisabled={isOff}
        onChange={(hasSound) => change({ hasSound })}
      />
      <ChoiceRow
        label="A notification shows"
        hint="Others may see your screen when a candidate replies."
        isSettled={isSettled}
        value={preferences.notificationContent}
        options={CONTENT}
        isDisabled={isOff}
        onChoose={(notificationContent) => change({ notificationContent })}
      />
    </SettingGroup>
  );
}

function QuietHoursPart({ preferences: { quietHours } }: Pick<PartProps, 'preferences'>) {
  const set = (values: Partial<Preferences['quietHours']>) =>
    change({ quietHours: { ...quietHours, ...values } });
  return (
    <SettingGroup title="Quiet hours">
      <SwitchRow
        label="Keep quiet outside work"
        hint="No notification and no sound in these hours. Replies still arrive and are counted."
        isOn={quietHours.isOn}
        onChange={(isOn) => set({ isOn })}
      />
      <TimeRow
        label="From"
        minute={quietHours.from}
        isDisabled={!quietHours.isOn}
        onChange={(from) => set({ from })}
      />
      <TimeRow
        label="To"
        minute={quietHours.to}
        isDisabled={!quietHours.isOn}
        onChange={(to) => set({ to })}
      />
      <SwitchRow
        label="All of Saturday and Sunday"
        isOn={quietHours.isWeekendQuiet}
        isDisabled={!quietHours.isOn}
        onChange={(isWeekendQuiet) => set({ isWeekendQuiet })}
      />
    </SettingGroup>
  );
}

const LANGUAGES: readonly ChoiceOption<Preferences['spellCheckLanguage']>[] = [
  { value: 'en-GB', label: 'English (UK)' },
  { value: 'en-US', label: 'English (US)' },
  { value: 'fr', label: 'French' },
  { value: 'de', label: 'German' },
  { value: 'es', label: 'Spanish' },
  { value: 'it', label: 'Italian' },
  { value: 'nl', label: 'Dutch' },
  { value: 'pl', label: 'Polish' },
  { value: 'pt-PT', label: 'Portuguese' },
  { value: 'off', label: 'Do not check' },
];

function WritingPart({ preferences }: Pick<PartProps, 'preferences'>) {
  const keys: readonly ChoiceOption<Preferences['sendKey']>[] = [
    { value: 'enter', label: 'Enter' },
    { value: 'modifier-enter', label: `${modifierName()} Enter` },
  ];
  return (
    <SettingGroup title="Writing">
      <ChoiceRow
        label="Send a message with"
        hint={preferences.sendKey === 'enter' ? 'Shift Enter makes a new line.' : 'Enter makes a new line.'}
        value={preferences.sendKey}
        options={keys}
        onChoose={(sendKey) => change({ sendKey })}
      />
      <ChoiceRow
        label="Check spelling in"
        hint={isMac() ? 'The Mac finds the language by itself.' : undefined}
        value={preferences.spellCheckLanguage}
        options={LANGUAGES}
        onChoose={(spellCheckLanguage) => change({ spellCheckLanguage })}
      />
    </SettingGroup>
  );
}

const THEMES: readonly ChoiceOption<Preferences['theme']>[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];
const SIZES: readonly ChoiceOption<string>[] = TEXT_SIZES.map((size) => ({
  value: String(size),
  label: size === 100 ? '100 % (usual)' : `${size} %`,
}));

function AppearancePart({ preferences }: Pick<PartProps, 'preferences'>) {
  return (
    <SettingGroup title="Appearance">
      <ChoiceRow
        label="Theme"
        value={preferences.theme}
        options={THEMES}
        onChoose={(theme) => change({ theme })}
      />
      <ChoiceRow
        label="Size of the text"
        value={String(preferences.textSize)}
        options={SIZES}
        onChoose={(chosen) => {
          const textSize = TEXT_SIZES.find((size) => String(size) === chosen);
          if (textSize !== undefined) change({ textSize });
        }}
      />
    </SettingGroup>
  );
}

const LOCK_AFTER: readonly ChoiceOption<Preferences['lockAfter']>[] = [
  { value: 'never', label: 'Never' },
  { value: '5', label: '5 minutes' },
  { value: '15', label: '15 minutes' },
  { value: '30', label: '30 minutes' },
  { value: '60', label: 'An hour' },
];

function LockPart({ preferences, managed }: PartProps) {
  const isSettled = managed.includes('lockAfter');
  return (
    <SettingGroup title="Lock">
      <ChoiceRow
        label="Lock when nobody uses this computer for"
        hint="Hides everything and asks for a PIN that you choose."
        isSettled={isSettled}
        value={preferences.lockAfter}
        options={LOCK_AFTER}
        onChoose={(lockAfter) => change({ lockAfter })}
      />
      {preferences.lockAfter === 'never' ? null : <PinRow canRemove={!isSettled} />}
    </SettingGroup>
  );
}

function DesktopPart({ preferences, managed }: PartProps) {
  const isStartSettled = managed.includes('isLaunchedAtLogin');
  const isTraySettled = managed.includes('isClosedToTray');
  const canLaunchAtLogin = useApp((state) => state.frame.snapshot?.canLaunchAtLogin === true);
  return (
    <SettingGroup title="This computer">
      <SwitchRow
        label="Start when I log in"
        hint={
          canLaunchAtLogin
            ? 'In the tray, without a window, so that no reply is missed.'
            : 'Available on Windows and macOS.'
        }
        isSettled={isStartSettled}
        isOn={canLaunchAtLogin && preferences.isLaunchedAtLogin}
        isDisabled={!canLaunchAtLogin}
        onChange={(isLaunchedAtLogin) => change({ isLaunchedAtLogin })}
      />
      <SwitchRow
        label="Keep running in the tray when I close the window"
        hint="Otherwise closing the window quits, and replies are shown at the next start."
        isSettled={isTraySettled}
        isOn={preferences.isClosedToTray}
        onChange={(isClosedToTray) => change({ isClosedToTray })}
      />
      <ManagedRelay />
    </SettingGroup>
  );
}

/** Which relay this computer is for, where an administrator has named one. */
function ManagedRelay() {
  const { relayUrl } = useApp(selectManaged);
  if (relayUrl === undefined) return null;
  return (
    <SettingRow label="New sign-ins go to" isSettled controlId="managed-relay">
      <output id="managed-relay" aria-describedby="managed-relay-hint" className={classes['value']}>
        {relayUrl}
      </output>
    </SettingRow>
  );
}
