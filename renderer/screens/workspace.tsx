import { Fragment, type ReactNode } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useApp } from '../store/app-store.ts';
import { selectPane } from '../store/navigation/selectors.ts';
import { ChatPlace } from './chat-place.tsx';
import { InboxList } from './inbox-list.tsx';
import { PreviewPlace, selectPreview } from './preview-place.tsx';
import { type PaneId, listPanes, listPreviewPanes } from './list-panes.ts';
import { RecordPage } from './record-page.tsx';
import { RecordsList } from './records-list.tsx';
import { type Layout, useLayout } from './use-layout.ts';
import classes from './workspace.module.css';

type WorkspaceProps = { readonly place: 'records' | 'inbox' };

type Size = { readonly defaultSize?: string; readonly minSize: string; readonly maxSize?: string };

/** In rem: 280–360 px for the list, 360–520 px for the chat. In the inbox the chat takes what is left. */
const SIZES: Readonly<Record<'records' | 'inbox', Readonly<Record<PaneId, Size>>>> = {
  records: {
    list: { defaultSize: '18.75rem', minSize: '16rem', maxSize: '26rem' },
    record: { minSize: '20rem' },
    preview: { minSize: '20rem' },
    chat: { defaultSize: '27.5rem', minSize: '21rem', maxSize: '40rem' },
  },
  inbox: {
    list: { defaultSize: '21rem', minSize: '17rem', maxSize: '30rem' },
    record: { minSize: '20rem' },
    preview: { minSize: '20rem' },
    chat: { defaultSize: '27.5rem', minSize: '21rem' },
  },
};

/** List, record and chat side by side, as many as fit. */
export function Workspace({ place }: WorkspaceProps) {
  const layout = useLayout();
  const front = useApp((state) => state.navigation.front);
  const hasPane = useApp((state) => selectPane(state).kind !== 'none');
  const preview = useApp(selectPreview);
  const panes =
    preview === undefined ? listPanes({ place, layout, front, hasPane }) : listPreviewPanes(layout);
  return <Panes key={place} place={place} panes={panes} layout={layout} />;
}

type PanesProps = WorkspaceProps & { readonly panes: readonly PaneId[]; readonly layout: Layout };

function Panes({ place, panes, layout }: PanesProps) {
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({
    id: `colleague.panes.${place}`,
    panelIds: [...panes],
    storage: localStorage,
    onlySaveAfterUserInteractions: true,
  });
  // The pane that grows with the window; the others keep their width.
  const filler = panes.find((pane) => pane === 'record' || pane === 'preview') ?? panes.at(-1);
  return (
    <Group
      className={classes['group']}
      {...(defaultLayout === undefined ? {} : { defaultLayout })}
      onLayoutChanged={onLayoutChanged}
    >
      {panes.map((pane, index) => {
        const { defaultSize, maxSize, minSize } = SIZES[place][pane];
        const isFiller = pane === filler;
        return (
          <Fragment key={pane}>
            {index === 0 ? null : (
              <Separator
                className={classes['separator']}
                aria-label={`Width of the ${NAMES[panes[index - 1] ?? pane]}`}
              />
            )}
            <Panel
              id={pane}
              className={classes['pane']}
              minSize={panes.length === 1 ? '0' : minSize}
              {...(isFiller ? {} : { defaultSize, maxSize })}
              groupResizeBehavior={isFiller ? 'preserve-relative-size' : 'preserve-pixel-size'}
            >
              {showPane(pane, place, needsBack(pane, place, layout))}
            </Panel>
          </Fragment>
        );
      })}
    </Group>
  );
}

const NAMES: Readonly<Record<PaneId, string>> = {
  list: 'list',
  record: 'record',
  preview: 'preview',
  chat: 'chat',
};

/** Whether something is hidden behind this pane. */
function needsBack(pane: PaneId, place: 'records' | 'inbox', layout: Layout): boolean {
  if (layout === 'one') return pane !== 'list';
  return layout === 'two' && place === 'records' && pane === 'chat';
}

function showPane(pane: PaneId, place: 'records' | 'inbox', hasBack: boolean): ReactNode {
  if (pane === 'chat') return <ChatPlace hasBack={hasBack} />;
  if (pane === 'preview') return <PreviewPlace />;
  if (pane === 'record') return <RecordPage hasBack={hasBack} />;
  return place === 'records' ? <RecordsList /> : <InboxList />;
}
