import { MessagesSquare } from 'lucide-react';
import { EmptyNote } from '../components/state-note.tsx';
import { useApp } from '../store/app-store.ts';
import { selectPane } from '../store/navigation/selectors.ts';
import { ChatPane } from './chat-pane.tsx';
import { ComposePane } from './compose-pane.tsx';

type ChatPlaceProps = { readonly hasBack: boolean };

/** The pane on the right: a conversation, the panel for a new one, or what could be there. */
export function ChatPlace({ hasBack }: ChatPlaceProps) {
  const pane = useApp(selectPane);
  switch (pane.kind) {
    case 'none':
      return (
        <EmptyNote icon={<MessagesSquare size="1.5rem" aria-hidden />} title="Choose a conversation">
          It opens here, at the first message you have not read.
        </EmptyNote>
      );
    case 'chat':
      return <ChatPane key={pane.conversationId} pane={pane} hasBack={hasBack} />;
    case 'compose':
      return <ComposePane key={JSON.stringify(pane.target)} target={pane.target} />;
  }
}
