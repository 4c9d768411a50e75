import { MessageCircle, UserRound } from 'lucide-react';
import { useState } from 'react';
import { Finder, FinderDialog } from '../components/finder.tsx';
import { useApp } from '../store/app-store.ts';
import { setOverlay } from '../store/navigation/actions.ts';
import { useSwitcherHits } from './use-switcher-hits.ts';

/** Ctrl+K: goes to a person, a number or a conversation. */
export function Switcher() {
  const isOpen = useApp((state) => state.navigation.overlay === 'switcher');
  return (
    <FinderDialog
      label="Search"
      isOpen={isOpen}
      onOpenChange={(open) => setOverlay(open ? 'switcher' : undefined)}
    >
      <SwitcherBody />
    </FinderDialog>
  );
}

function SwitcherBody() {
  const [query, setQuery] = useState(useApp((state) => state.navigation.sought));
  const { hits, isSettled } = useSwitcherHits(query);
  const nothing = query.trim() === '' ? 'Type a name or a number.' : `Nobody found for "${query.trim()}".`;
  return (
    <Finder
      label="Search people, numbers and conversations"
      listLabel="Found"
      query={query}
      onQuery={setQuery}
      options={hits.map(({ key, kind, name, about }, position) => ({
        key,
        name,
        about,
        icon: kind === 'People' ? PERSON : CONVERSATION,
        heading: hits[position - 1]?.kind === kind ? undefined : kind,
      }))}
      isSettled={isSettled}
      nothing={isSettled ? nothing : undefined}
      onChoose={(position) => {
        setOverlay(undefined);
        hits[position]?.open();
      }}
    />
  );
}

const PERSON = <UserRound size="0.9375rem" aria-hidden />;
const CONVERSATION = <MessageCircle size="0.9375rem" aria-hidden />;
