import {
  Building2,
  Coins,
  LayoutTemplate,
  ListChecks,
  MessageCircle,
  Slash,
  SlidersHorizontal,
  Stethoscope,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useApp } from '../store/app-store.ts';
import { selectUser } from '../store/frame/selectors.ts';
import { openSettings } from '../store/navigation/actions.ts';
import type { SettingsSection } from '../store/navigation/state.ts';
import { CannedRepliesPage } from './canned-replies-page.tsx';
import { CostsPage } from './costs-page.tsx';
import { DoctorPage } from './doctor-page.tsx';
import { GuidePage } from './guide-page.tsx';
import { NumberPage } from './number-page.tsx';
import { PreferencesPage } from './preferences-page.tsx';
import { TemplatesPage } from './templates-page.tsx';
import { UsersPage } from './users-page.tsx';
import { useLayout } from './use-layout.ts';
import classes from './settings-page.module.css';

type Entry = { readonly section: SettingsSection; readonly label: string; readonly icon: ReactNode };

const USER_SETTINGS: readonly Entry[] = [
  { section: 'own-number', label: 'Your own number', icon: <MessageCircle size="1rem" aria-hidden /> },
  { section: 'preferences', label: 'Preferences', icon: <SlidersHorizontal size="1rem" aria-hidden /> },
  { section: 'canned-replies', label: 'Canned replies', icon: <Slash size="1rem" aria-hidden /> },
];

const GLOBAL_SETTINGS: readonly Entry[] = [
  { section: 'guide', label: 'Set-up guide', icon: <ListChecks size="1rem" aria-hidden /> },
  {
    section: 'company-number',
    label: 'The company’s number',
    icon: <Building2 size="1rem" aria-hidden />,
  },
  { section: 'costs', label: 'Message costs', icon: <Coins size="1rem" aria-hidden /> },
  { section: 'users', label: 'Users and desktops', icon: <Users size="1rem" aria-hidden /> },
];
const AGENCY: readonly Entry[] = [
  { section: 'templates', label: 'Templates', icon: <LayoutTemplate size="1rem" aria-hidden /> },
  { section: 'doctor', label: 'Doctor', icon: <Stethoscope size="1rem" aria-hidden /> },
];

/** The settings: a list of their pages, and the one that is chosen. */
export function SettingsPage() {
  const section = useApp((state) => state.navigation.settingsSection);
  const isAdministrator = useApp((state) => selectUser(state)?.role === 'administrator');
  const layout = useLayout();
  return (
    <section className={classes['settings']} data-layout={layout} aria-label="Settings">
      <nav className={classes['sections']} aria-label="Pages of the settings">
        <SectionGroup title="User Settings" entries={USER_SETTINGS} chosen={section} />
        {isAdministrator ? (
          <SectionGroup title="Global Settings" entries={GLOBAL_SETTINGS} chosen={section} />
        ) : null}
        <SectionGroup title="Agency" entries={AGENCY} chosen={section} />
      </nav>
      <div className={classes['page']} key={section}>
        {section === 'templates' ? (
          <TemplatesPage />
        ) : (
          <div className={classes['column']}>{showSection(section)}</div>
        )}
      </div>
    </section>
  );
}

function showSection(section: SettingsSection): ReactNode {
  if (section === 'preferences') return <PreferencesPage />;
  if (section === 'canned-replies') return <CannedRepliesPage />;
  if (section === 'doctor') return <DoctorPage />;
  if (section === 'guide') return <GuidePage />;
  if (section === 'users') return <UsersPage />;
  if (section === 'costs') return <CostsPage />;
  return <NumberPage key={section} kind={section === 'company-number' ? 'company' : 'own'} />;
}

type SectionGroupProps = {
  readonly title: string;
  readonly entries: readonly Entry[];
  readonly chosen: SettingsSection;
};

function SectionGroup({ title, entries, chosen }: SectionGroupProps) {
  return (
    <div className={classes['group']}>
      <h2 className={classes['group-title']}>{title}</h2>
      {entries.map(({ section, label, icon }) => (
        <button
          key={section}
          type="button"
          className={classes['entry']}
          aria-current={section === chosen ? 'page' : undefined}
          onClick={() => openSettings(section)}
        >
          {icon}
          {label}
        </button>
      ))}
    </div>
  );
}
