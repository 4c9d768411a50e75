import { create } from 'zustand';
import { type AdministrationState, initialAdministration } from './administration/state.ts';
import { type AttachmentsState, initialAttachments } from './attachments/state.ts';
import { type BellState, initialBell } from './bell/state.ts';
import { type ChatState, initialChat } from './chat/state.ts';
import { type ComposeState, initialCompose } from './compose/state.ts';
import { type DoctorState, initialDoctor } from './doctor/state.ts';
import { type FeedbackState, initialFeedback } from './feedback/state.ts';
import { type FindState, initialFind } from './find/state.ts';
import { type FrameState, initialFrame } from './frame/state.ts';
import { type GalleryState, initialGallery } from './gallery/state.ts';
import { type GuideState, initialGuide } from './guide/state.ts';
import { type InboxState, initialInbox } from './inbox/state.ts';
import { type MediaState, initialMedia } from './media/state.ts';
import { type NavigationState, initialNavigation } from './navigation/state.ts';
import { type PlayerState, initialPlayer } from './player/state.ts';
import { type RecordState, initialRecord } from './record/state.ts';
import { type RecordsState, initialRecords } from './records/state.ts';
import { type SettingsState, initialSettings } from './settings/state.ts';
import { type TemplatesState, initialTemplates } from './templates/state.ts';

/** What the window knows: a projection of main, slice by slice. It holds no secret and decides no rule. */
export type AppState = {
  /** Epoch ms, moved on by the ticker, so that relative times stay right when left alone. */
  readonly now: number;
  readonly frame: FrameState;
  readonly navigation: NavigationState;
  readonly records: RecordsState;
  readonly record: RecordState;
  readonly inbox: InboxState;
  readonly chat: ChatState;
  readonly media: MediaState;
  readonly player: PlayerState;
  readonly attachments: AttachmentsState;
  readonly compose: ComposeState;
  readonly find: FindState;
  readonly bell: BellState;
  readonly settings: SettingsState;
  readonly templates: TemplatesState;
  readonly doctor: DoctorState;
  readonly gallery: GalleryState;
  readonly guide: GuideState;
  readonly administration: AdministrationState;
  readonly feedback: FeedbackState;
};

const useStore = create<AppState>()(createInitialState);

/** One value of the state; the component renders again when that value changes. */
export function useApp<Value>(select: (state: AppState) => Value): Value {
  return useStore(select);
}

export function getApp(): AppState {
  return useStore.getState();
}

/** Calls `listener` after every change; answers the function that ends it. */
export function subscribeApp(listener: (state: AppState) => void): () => void {
  return useStore.subscribe(listener);
}

/** Replaces one slice by what a pure function makes of it. */
export function updateApp<Slice extends keyof AppState>(
  slice: Slice,
  reduce: (state: AppState[Slice]) => AppState[Slice],
): void {
  useStore.setState((state) => {
    const next = reduce(state[slice]);
    return next === state[slice] ? state : { ...state, [slice]: next };
  });
}

/** Forgets everything, as after signing out. */
export function resetApp(): void {
  useStore.setState(createInitialState(), true);
}

function createInitialState(): AppState {
  return {
    now: Date.now(),
    frame: initialFrame,
    navigation: initialNavigation,
    records: initialRecords,
    record: initialRecord,
    inbox: initialInbox,
    chat: initialChat,
    media: initialMedia,
    player: initialPlayer,
    gallery: initialGallery,
    attachments: initialAttachments,
    compose: initialCompose,
    find: initialFind,
    bell: initialBell,
    settings: initialSettings,
    templates: initialTemplates,
    doctor: initialDoctor,
    guide: initialGuide,
    administration: initialAdministration,
    feedback: initialFeedback,
  };
}
